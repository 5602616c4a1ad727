"""Which columns of a list of the class mean what: by the words of its header, in several languages, else by what stands in them.

    Moodle's participants    First name, Last name, ID number, Email address; headers in the site's language
    Moodle's worksheet       Identifier ("Participant 1234567"), Full name, Email address, …; headers in the site's language
    Canvas's gradebook       Student ("Muster, Ada"), ID, SIS User ID, SIS Login ID, Section, …
    Brightspace              OrgDefinedId, Username ("#amuster"), Last Name, First Name, Email, …
    Blackboard               Last Name, First Name, Username, Student ID, …
    one's own                id or student_id, else the first column; first_name, last_name, email, group
"""

import re
from dataclasses import dataclass, field

ID = ("id", "student_id", "student", "username", "login", "sis login id", "user id", "userid")
_MORE_ID = ("login_id", "student id", "id number", "idnumber", "orgdefinedid", "eid", "netid", "sis user id", "matriculation number",
            "matrikelnummer", "id-nummer", "personalnummer", "benutzername", "anmeldename", "nom d'utilisateur",
            "numéro d'identification", "numéro étudiant", "número de id", "número de identificación", "nombre de usuario",
            "numero id", "codice identificativo", "matricola", "número de identificação", "nome de usuário",
            "studentnummer", "gebruikersnaam", "numer id", "numer albumu", "индивидуальный номер", "логин",
            "ідентифікаційний номер", "id番号", "学号", "学籍番号")  # fmt: skip
_FIRST = ("first_name", "first name", "firstname", "given name", "vorname", "prénom", "nombre", "nome", "voornaam", "imię",
          "förnamn", "fornavn", "имя", "ім'я", "jméno", "keresztnév", "prenume", "ad", "名", "名字")  # fmt: skip
_LAST = ("last_name", "last name", "lastname", "surname", "family name", "nachname", "familienname", "nom",
         "nom de famille", "apellido(s)", "apellidos", "apellido", "cognome", "sobrenome", "apelido", "achternaam",
         "nazwisko", "efternamn", "etternavn", "фамилия", "прізвище", "příjmení", "vezetéknév", "soyadı", "姓", "姓氏")  # fmt: skip
_FULL = ("name", "full name", "fullname", "vollständiger name", "nom complet", "nombre completo", "nome completo",
         "volledige naam", "pełna nazwa", "imię i nazwisko", "полное имя", "фио", "повне ім'я", "姓名", "氏名",
         "student name", "first name / last name", "first name / surname")  # fmt: skip
_MAIL = ("email", "e-mail", "mail", "email address", "e-mail address", "e-mail-adresse", "adresse de courriel",
         "adresse e-mail", "dirección de correo", "correo electrónico", "indirizzo email", "endereço de e-mail",
         "e-mailadres", "адрес электронной почты", "электронная почта", "メールアドレス", "电子邮件地址")  # fmt: skip
_GROUP = ("group", "groups", "team", "teams", "group name", "group_name", "gruppe", "gruppen", "groupe", "groupes", "équipe", "grupo",
          "grupos", "equipo", "gruppo", "gruppi", "groep", "groepen", "grupa", "grupy", "группа", "группы", "команда",
          "група", "групи", "グループ", "小组", "组")  # fmt: skip
_IDENTIFIER = ("identifier", "id.", "identifikator", "идентификатор", "identifiant", "identificador", "identificatore")
WORDS = {*ID, *_MORE_ID, *_FIRST, *_LAST, *_FULL, *_MAIL, *_GROUP, *_IDENTIFIER}
_NUMBERED = re.compile(r"(?P<word>[^\W\d_][^\d@]{3,60}|[^\W\d_][^\d@]{0,60}\s)(?P<number>\d{1,19})")
WORKSHEET = 6  # columns that Moodle's has at least
_TEST = "student, test"  # Canvas's own student


@dataclass
class Columns:
    """The places of the columns, None where there are none.

    `also` are more ids, `number` is the one whose last digits are a system's number of the student, and `system` that system.
    """

    header: list[str]
    id: int | None = None
    first: int | None = None
    last: int | None = None
    full: int | None = None
    mail: int | None = None
    group: int | None = None
    number: int | None = None
    system: str = ""
    also: list[int] = field(default_factory=list)

    def cell(self, row: list[str], at: int | None) -> str:
        """What stands in a column, without the "#" that Brightspace puts before it."""
        text = row[at] if at is not None and at < len(row) else ""
        return text[1:] if text.startswith("#") and self.system == "brightspace" else text

    def is_nobody(self, row: list[str]) -> bool:
        """Whether a row of Canvas's is no student: the points, a remark, the student for tries."""
        if self.system != "canvas":
            return False
        return not self.cell(row, self.id) or self.cell(row, self.full).casefold() == _TEST


def columns_of(rows: list[list[str]]) -> tuple[Columns, list[list[str]]]:
    """What the columns mean, and the rows of students."""
    header = [re.sub(r"\s+", " ", cell.strip().strip('"')).casefold() for cell in rows[0]]
    found = _by_words(header, rows[1:])
    if found.id is None or (found.id == 0 and not found.system and len(header) >= WORKSHEET):
        guessed = _by_contents(rows)
        if WORDS.isdisjoint(header) and not guessed:
            return Columns([""] * len(header), id=0), rows
        if guessed and guessed.number is not None:
            found.id = None if found.id == 0 else found.id
        if guessed and (found.id is None or guessed.number is not None):
            _complete(found, guessed)
    if found.id is None:
        named = found.first is not None and found.last is not None
        found.id = found.mail if (named or found.number is not None) and found.mail is not None else 0
        if found.id == 0 and found.number == 0 and found.full is not None:
            found.id = found.full
    return found, rows[1:]


def _complete(found, guessed):
    taken = [value for value in vars(found).values() if type(value) is int]
    for name, value in vars(guessed).items():
        if getattr(found, name) in (None, "", []) and not (type(value) is int and value in taken):
            setattr(found, name, value)


def _by_words(header, body):
    def at(names):
        return next((header.index(name) for name in names if name in header), None)

    found = Columns(header, first=at(_FIRST), last=at(_LAST), full=at(_FULL), mail=at(_MAIL), group=at(_GROUP))
    sis = any(name.startswith("sis ") or name == "section" for name in header)
    if {"student", "id"} <= set(header) and (sis or any(re.search(r" \(\d+\)$", name) for name in header)):
        found.system, found.id, found.number, found.full = "canvas", header.index("id"), header.index("id"), at(["student"])
    elif "canvas_user_id" in header:  # its list of groups
        found.system, found.number = "canvas", header.index("canvas_user_id")
    elif "orgdefinedid" in header:
        found.system = "brightspace"
    identifier = at(_IDENTIFIER)
    if identifier is not None and any(_NUMBERED.fullmatch(row[identifier]) for row in body if identifier < len(row)):
        found.system, found.number = "moodle", identifier
    if found.id is None:
        found.id = at([*ID, *_MORE_ID])
    found.also = [i for i, name in enumerate(header) if name in (*ID, *_MORE_ID) and i not in (found.id, found.full)]
    return found


def _by_contents(rows) -> Columns | None:
    """A list of Moodle's in whatever language: by the addresses and the numbered identifiers in it."""
    header, body = rows[0], rows[1:]
    if not body or any("@" in cell for cell in header):
        return None
    width = len(header)
    columns = [[row[i] if i < len(row) else "" for row in body] for i in range(width)]
    mail = next((i for i, cells in enumerate(columns) if _most(cells, lambda cell: "@" in cell)), None)
    found = Columns([cell.casefold() for cell in header], mail=mail)
    words = {match["word"] if match else None for match in map(_NUMBERED.fullmatch, columns[0])}
    if width > 1 and len(words) == 1 and None not in words and len(set(columns[0])) == len(body) and (
        not _NUMBERED.fullmatch(header[0])
    ) and (width >= WORKSHEET or mail is not None):  # fmt: skip
        found.system, found.number = "moodle", 0
        if mail is not None and mail > 1:
            found.full = 1
            found.id = _unique(columns, range(2, mail))
        return found
    if mail is None or mail == 0:
        return None
    if mail == 1:
        found.full = 0
    else:
        found.first, found.last = 0, 1
        found.id = _unique(columns, range(2, mail))
    return found


def _most(cells, condition):
    return 2 * sum(map(condition, cells)) > len(cells)


def _unique(columns, places):
    """The first of the columns that tells students apart."""
    for i in places:
        given = [cell for cell in columns[i] if cell]
        if given and len(set(given)) == len(given) and 2 * len(given) > len(columns[i]):
            return i
    return None


def number_of(text: str) -> str:
    """The number at the end of "Participant 1234567", "" where there is none."""
    match = re.search(r"\d{1,19}$", text)
    return match[0] if match else ""


def split_name(full: str) -> tuple[str, str]:
    """The first and the last name in "Muster, Ada" or "Ada Muster"."""
    last, comma, first = full.partition(",")
    if comma:
        return first.strip(), last.strip()
    first, _blank, last = full.strip().rpartition(" ")
    return (first.strip(), last) if first else (last, "")
