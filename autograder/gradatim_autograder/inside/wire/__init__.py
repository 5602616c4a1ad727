"""What crosses between the grader and a sandbox: data alone.

frames      frames of data, with caps: nothing that is read can run
packing     Python values in frames and back: numbers, arrays, lists; handles for what cannot cross
channel     one end of the wire;  pipes   such an end where no socket can be had
"""
