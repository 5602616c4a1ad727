#!/bin/sh
# as_user.sh FOLDER FOLDER FOLDER COMMAND...
# Started as root: run a command as user 54321, in a view of the machine in which closed folders above those three
# (such as /root, where Python may be) are open, and hold nothing but them.
set -e
if [ "$1" != "--inside" ]; then
    exec unshare --mount --propagation private "$0" --inside "$@"
fi
shift
keep=$(mktemp -d)
mount -t tmpfs -o mode=755 tmpfs "$keep"
number=0
for folder in "$1" "$2" "$3"; do
    number=$((number + 1))
    mkdir "$keep/$number"
    mount --bind "$(realpath "$folder")" "$keep/$number"
done
number=0
for folder in "$1" "$2" "$3"; do
    number=$((number + 1))
    real=$(realpath "$folder")
    [ "$(setpriv --reuid=54321 --regid=54321 --clear-groups test -x "$real" && echo open)" = open ] && continue
    closed=$real  # the topmost folder that the user cannot go through
    above=$real
    while [ "$above" != / ]; do
        setpriv --reuid=54321 --regid=54321 --clear-groups test -x "$above" || closed=$above
        above=$(dirname "$above")
    done
    [ "$closed" = "$real" ] || mount -t tmpfs -o mode=755 tmpfs "$closed"
    mkdir -p "$real"
    mount --bind "$keep/$number" "$real"
done
shift 3
exec setpriv --reuid=54321 --regid=54321 --clear-groups --inh-caps=-all env HOME=/tmp "$@"
