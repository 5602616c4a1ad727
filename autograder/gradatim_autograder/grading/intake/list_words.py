"""What the columns of a list of the class are headed with, in small letters and several languages."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in text.replace("\n", "").split("|"))


# Of several the first in this order is the id.
ID = ("id", "student_id", "student", "username", "login", "sis login id", "user id", "userid")
MORE_ID = _words("""
login_id|student id|id number|idnumber|orgdefinedid|eid|netid|sis user id|matriculation number|matrikelnummer|id-nummer
|personalnummer|benutzername|anmeldename|nom d'utilisateur|numéro d'identification|numéro étudiant|número de id
|número de identificación|nombre de usuario|numero id|codice identificativo|matricola|número de identificação
|nome de usuário|studentnummer|gebruikersnaam|numer id|numer albumu|индивидуальный номер|логин|ідентифікаційний номер
|id番号|学号|学籍番号
""")
FIRST = _words("""
first_name|first name|firstname|given name|vorname|prénom|nombre|nome|voornaam|imię|förnamn|fornavn|имя|ім'я|jméno
|keresztnév|prenume|ad|名|名字
""")
LAST = _words("""
last_name|last name|lastname|surname|family name|nachname|familienname|nom|nom de famille|apellido(s)|apellidos|apellido
|cognome|sobrenome|apelido|achternaam|nazwisko|efternamn|etternavn|фамилия|прізвище|příjmení|vezetéknév|soyadı|姓|姓氏
""")
FULL = _words("""
name|full name|fullname|vollständiger name|nom complet|nombre completo|nome completo|volledige naam|pełna nazwa
|imię i nazwisko|полное имя|фио|повне ім'я|姓名|氏名|student name|first name / last name|first name / surname
""")
MAIL = _words("""
email|e-mail|mail|email address|e-mail address|e-mail-adresse|adresse de courriel|adresse e-mail|dirección de correo
|correo electrónico|indirizzo email|endereço de e-mail|e-mailadres|адрес электронной почты|электронная почта
|メールアドレス|电子邮件地址
""")
GROUP = _words("""
group|groups|team|teams|group name|group_name|gruppe|gruppen|groupe|groupes|équipe|grupo|grupos|equipo|gruppo|gruppi
|groep|groepen|grupa|grupy|группа|группы|команда|група|групи|グループ|小组|组
""")
IDENTIFIER = _words("identifier|id.|identifikator|идентификатор|identifiant|identificador|identificatore")

# One of these makes a first line a header; of the others it takes two, for a student may be called so.
ALONE = {*ID, "name", "first_name", "last_name", "first name", "last name", "surname", "email"}
ALL = {*ID, *MORE_ID, *FIRST, *LAST, *FULL, *MAIL, *GROUP, *IDENTIFIER}


def is_header(cells: list[str]) -> bool:
    """Whether a line is headed with these words."""
    return not ALONE.isdisjoint(cells) or len([cell for cell in cells if cell in ALL]) > 1
