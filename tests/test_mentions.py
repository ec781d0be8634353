"""What is, and what is no, clear statement of low-back pain; and that a mention asks for a rating and does no more."""

from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from lowback_rules import Gap, History, Pain, Session, check_log, check_session, cli, read_log
from lowback_rules.readers.mentions import LONGEST, mention
from lowback_rules.testing import Case, edge_cases
from lowback_rules.verdict import Finding, Report
from lowback_rules.writers import openweight as write

PAIN = {
    "English": """
lower back hurts
My lower back hurts
Low back pain
low-back pain again
lowback pain
lower-back pain on the last set
lower bak pain
back pain
Back pain 3/10
Bad back pain today
some back pain
Had to stop. Lower back pain.
my back hurts
My back is killing me
back still hurts
Back started hurting after set 3
lower back started to hurt
Lower back really aches
lower back ache
lower back is achy
backache
Lower back is a bit painful
lower back right side hurts
left side lower back pain
pain in my lower back
Pain in the lower back on the way up
sharp pain in lower back
pain in the left side of my lower back
ache in low back
Pain: lower back
slight twinge in my lower back
Lower back twinge on rep 4
felt a twinge in the lower back
lower back spasm
back spasms
Tweaked my lower back
tweaked my back on the last set
tweaked back again
tweeked my lower back
hurt my back today
Hurt lower back
strained my lower back
pulled my lower back
threw out my back
Lumbar pain
lumbar spine hurts
lumbago
Knee and lower back pain
lower back and knee pain
upper and lower back pain
neck and back pain
Felt good, lower back hurts
Felt good but my lower back hurts
knee fine but lower back pain
No PR today, lower back hurts
Lower back hurts, no PR today
Couldn't finish because my lower back hurts
no deadlifts because of lower back pain
No deadlifts due to back pain
Legs (lower back hurts)
Lower back hurts when deadlifting
lower back hurts since Monday
lower back still hurts from last week
LOWER BACK HURTS!!!
lower back hurts 😩
Great session! Lower back hurts
my lower back hurts
painful lower back
achy back again
could feel my lower back hurting
light day, back pain
Deload - lower back hurts
it's lower back pain again
Felt some pain in my low back during the last set so I stopped
low back is hurting a lot today, cut it short
slight pain lower back
Back pain mid-set, dropped to 60.5 kg
Leg day w/ back pain
Hurt my back deadlifting
""",
    "German": """
Rückenschmerzen
Leichte Rückenschmerzen
rueckenschmerzen
Ruckenschmerzen
rückenschmezen
Rücken schmerzen
Rücken tut weh
Rücken tut heute weh
Rücken tut beim Kreuzheben weh
Mir tut der untere Rücken weh
unterer Rücken schmerzt
Unterer Rücken tut weh
Schmerzen im unteren Rücken
Schmerz im Rücken
Stechen im unteren Rücken
stechender Schmerz im unteren Rücken
Zwicken im unteren Rücken
Der Rücken zwickt
LWS tut weh
LWS-Schmerzen
LWS zwickt wieder
Schmerzen LWS
Schmerzen in der LWS
Schmerzen im LWS-Bereich
Kreuzschmerzen
Kreuz tut weh
Schmerzen im Kreuz
Hexenschuss
Hexenschuß
Hexenschus beim Heben
Lumbago
Lumbalgie
Lendenwirbel schmerzt
Rücken tut seit gestern weh
Kein Kreuzheben wegen Rückenschmerzen
Lief gut, aber Rücken tut weh
Abgebrochen, weil der Rücken weh tat und schmerzt
Rückenweh
Kreuzweh nach dem Training
hab leichte Schmerzen im unteren Rückenbereich
habe mir den unteren Rücken wehgetan
es sticht im unteren Rücken
starke Rückenschmerzen beim letzten Satz
""",
    "Spanish": """
dolor lumbar
Dolor en la zona lumbar
dolor de espalda
Dolor de espalda baja
dolor en la espalda baja
dolores lumbares
dolor lumabr
Me duele la espalda baja
me duele mucho la espalda
me duelen las lumbares
me dolió la zona lumbar
la espalda baja me duele
espalda baja duele
lumbalgia
lumbago
mal de espalda
pinchazo en la lumbar
tirón en la espalda baja
fuerte dolor en la parte baja de la espalda
Buen entreno pero me duele la espalda
No hice peso muerto porque me duele la espalda baja
todavía me duele la espalda desde ayer
me ha dolido la espalda baja
Noto dolor en la zona lumbar al bajar
un poco de dolor lumbar
Sí, me duele la espalda baja
""",
    "Italian": """
mal di schiena
Mal di schena
maldischiena
Ho mal di schiena
dolore lombare
dolori lombari
dolore alla zona lombare
dolore alla schiena
dolore nella parte bassa della schiena
mi fa male la schiena
mi fa molto male la bassa schiena
la schiena mi fa male
La schiena fa male
fitta alla schiena
fitta nella zona lombare
male alla schiena
lombalgia
lombaggine
colpo della strega
Tutto bene, ma mal di schiena
la bassa schiena fa ancora male
dolorino alla bassa schiena
un po' di mal di schiena
ho sentito una fitta alla schiena
""",
}
NOTHING = {
    "negations": """
no back pain
No lower back pain today
no back pain!
lower back doesn't hurt
my back didn’t hurt
back pain gone
Lower back pain is gone
pain free
pain-free
Lower back pain free
back pain-free deadlifts
lower back feels fine
no pain in my lower back
without back pain
zero lower back pain
0 back pain
back pain 0/10
Back pain: none
lower back pain - none
no knee, hip or lower back pain
no knee pain, back pain or hip pain
No knee or lower back pain
never had lower back pain
lower back pain better
lower back hurts less
Back pain? No.
does my lower back hurt?
not because of back pain
isn't hurting my lower back
finally a day without lower back pain
keine Rückenschmerzen
kein Rückenschmerz
Keine Schmerzen im unteren Rücken
ohne Rückenschmerzen
Rücken schmerzfrei
rückenschmerzfrei
Rücken tut nicht weh
Rücken tut nicht mehr weh
Rückenschmerzen weg
Rückenschmerzen sind besser
Rückenschmerzen: keine
nicht wegen Rückenschmerzen
sin dolor lumbar
sin dolor de espalda
ya no me duele la espalda
no me duele la espalda baja
ningún dolor lumbar
nada de dolor lumbar
dolor lumbar desaparecido
niente mal di schiena
senza mal di schiena
nessun dolore lombare
la schiena non fa male
mal di schiena passato
""",
    "soreness and a pump": """
lower back pump
Crazy lower back pump, painful
painful lower back pump
lower back sore
Lower back very sore from Monday
lower back DOMS
back DOMS hurts
sore back
lower back tight
Lower back stiff
lower back fried
lower back tired
Lower back burning
lower back is toast
back is pumped
Muskelkater im unteren Rücken
Muskelkater, Rücken voll
Pump im unteren Rücken
unterer Rücken müde
agujetas en la espalda baja
lumbares cargadas
espalda baja cansada
schiena indolenzita
doms alla schiena
lombari stanchi
""",
    "other parts of the body": """
knee pain
knee pain, back squat good
knee hurts, back fine
back of the knee hurts
back of knee pain
back of my shoulder
back of my shoulder hurts
pain in the back of my knee
Pain in back of my thigh
ache in the back of my neck
upper back pain
upper back hurts
mid back pain
Mid-back hurts
middle back ache
hurt my knee on the way back
knee hurt on the way back
hurts to bring the bar back
hamstring hurts
hip pain
neck pain
shoulder pain, back ok
elbow pain on rows
sciatica
Shoulder pain came back
Knee pain is back
Elbow pain back again
Back squat - pain in knee
Rücken gut, Knie tut weh
Kreuzheben Schmerzen im Knie
Espalda bien, me duele la rodilla
schiena e spalle, mi fa male il gomito
Herniated disc
lats hurt
Knieschmerzen
Nackenschmerzen
Kreuzband schmerzt
oberer Rücken tut weh
Schmerzen im oberen Rücken
Schulter tut weh, Rücken gut
Knie tut weh
dolor de rodilla
me duele la rodilla
me duele la espalda alta
dolor en la espalda alta
me duele el hombro
dolor cervical
dolore al ginocchio
mi fa male la spalla
dolore alla schiena alta
mal di testa
mal di gambe
""",
    "exercises, titles and ways to speak": """
Behind the Back Curl
Behind the Back Curl hurts my wrist
behind the back pain
back to pain-free training
Back to painful lunges
back in pain cave
Back Squat felt painfully heavy
back squat painful
Back squats hurt my knees
painful back squat
back rack hurts wrists
back day hurt so good
Back & Bi
Back and Biceps
Pain cave
Back pain cave
Back Pain Day
Pain day, back
No pain no gain
no pain, no gain
Back Extension
Back extension, painful set
Lower Back Extension
Lower back day
lower back workout
Back attack
welcome back pain
I'm back, hurts good
The pain is back
came back hurting
got back hurt from work
Back off sets hurt
backed off, painful
rest-pause hurts, back off
leaning back hurts my neck
pulled back on the weight
Pull back hurt pride
kick back hurts
glute kickback pain
Low bar squat hurts my shoulders
Lower back down slowly, hurts otherwise
Lower the back leg, hurts less
low back squat pain in knee
Back at the gym, everything hurts
Back from vacation, legs hurt
belt hurts my back fat
Good Morning
Kreuzheben
Kreuzheben tut weh
Kreuzheben schwer, schmerzhaft
Rücken und Bizeps
Rückentag
Rückentraining schmerzhaft gut
ich hab Rücken
Rücken
espalda
Espalda y bíceps
Día de espalda
Schiena e bicipiti
Giorno schiena
Lumbar extension
Dolorosa sesión
sentadilla dura
stacchi pesanti
""",
    "not today's, not mine, not yet": """
Stop if lower back hurts
stop when lower back hurts
If your back hurts, lower the weight
avoid lower back pain
to prevent back pain
good for lower back pain
exercises for back pain
lower back pain exercises
Lower back pain rehab
lower back pain relief
helps my lower back pain
used to have lower back pain
lower back hurt last week
hurt my back last month
Back hurt yesterday
had back pain 3 years ago
his lower back hurts
her back hurts
my wife's lower back hurts
hurt his back
almost hurt my back
so my lower back won't hurt
afraid of back pain
gegen Rückenschmerzen
Übungen gegen Rückenschmerzen
bei Rückenschmerzen abbrechen
falls der Rücken weh tut
Wenn der Rücken weh tut aufhören
Rücken tat gestern weh
letzte Woche Rückenschmerzen
damit der Rücken nicht weh tut
para el dolor lumbar
contra el dolor de espalda
si duele la espalda baja parar
evitar dolor lumbar
ayer me dolió la espalda
per il mal di schiena
contro il mal di schiena
se fa male la schiena fermarsi
esercizi per il mal di schiena
ieri mal di schiena
Rutina dolor lumbar
Rückenschmerzen Programm Tag 1
McGill big 3 for low back pain
""",
}


def _lines(tables: dict[str, str]) -> list[str]:
    return [line for table in tables.values() for line in table.strip().splitlines()]


@pytest.mark.parametrize("words", _lines(PAIN))
def test_a_clear_statement_is_heard(words: str) -> None:
    assert mention([words]) is not None


@pytest.mark.parametrize("words", _lines(NOTHING))
def test_what_is_no_clear_statement_is_not(words: str) -> None:
    assert mention([words]) is None


def test_the_words_are_those_of_the_clause_cut_to_length() -> None:
    assert mention(["Good day.", "Squats flew, my  lower back\thurts (again)"]) == "my lower back hurts"
    long = mention(["lower back pain " + "on every single set " * 20])
    assert long is not None
    assert long.startswith("lower back pain on every")
    assert (len(long) <= LONGEST, long.endswith("...")) == (True, True)


HEVY = (
    "title,start_time,end_time,description,exercise_title,superset_id,exercise_notes,set_index,set_type,weight_kg,reps,"
    "distance_km,duration_seconds,rpe\n"
)
API = """[{{"id": "w1", "title": "{title}", "description": "{note}", "start_time": "2026-04-09T07:52:00+00:00", "exercises": [
  {{"title": "Squat (Barbell)", "notes": "{of_exercise}", "exercise_template_id": "x", "sets": [{{"type": "normal", "weight_kg": 60, "reps": 5}}]}}]}}]"""
OPENWEIGHT = """{{"date": "2026-04-09T07:52:00", "name": "{title}", "notes": "{note}", "exercises": [
  {{"exercise": {{"name": "Squat"}}, "notes": "{of_exercise}", "sets": [{{"reps": 5, "notes": "{of_set}"}}]}}]}}"""
FILES = {
    "hevy": HEVY + '"{title}","9 Apr 2026, 17:18",,"{note}",Squat (Barbell),,"{of_exercise}",0,normal,60,5,,,\n',
    "strong": "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"
    '2024-06-18 11:04:00,"{title}",1h,Squat (Barbell),1,60,5,0,0,"{of_exercise}","{note}",8\n',
    "hevy-api": API,
    "openweight": OPENWEIGHT,
}
PLACES = [
    (name, place)
    for name, text in FILES.items()
    for place in ("title", "note", "of_exercise", "of_set")
    if place in text
]
ASKED = Gap("low-back", "not-recorded", 'pain mentioned, not rated: "my back hurts"; rate it 0 to 10')


def _session(text: str, read_notes: bool = True, /, **words: str) -> Session:
    filled = text.format(**{"title": "Legs", "note": "Fine", "of_exercise": "", "of_set": ""} | words)
    (session,) = read_log(filled, unit="kg", read_notes=read_notes).history
    return session


def _gaps(session: Session) -> tuple[Gap, ...]:
    return next(outcome for outcome in check_session(session).outcomes if outcome.rule == "pain.intensity_zone").gaps


@pytest.mark.parametrize(("name", "place"), PLACES)
def test_notes_and_titles_are_searched_only_if_asked(name: str, place: str) -> None:
    words = {place: "Good. Heavy, my back hurts"}
    assert _session(FILES[name], **words).pain_mentioned == "my back hurts"
    silent = _session(FILES[name], False, **words)
    assert (silent.pain_mentioned, silent.pain) == (None, Pain())
    assert _session(FILES[name]).pain_mentioned is None


def test_a_mention_asks_for_a_rating_until_there_is_one() -> None:
    session = _session(FILES["hevy"], note="my back hurts")
    assert _gaps(session) == (ASKED,)
    assert _gaps(evolve(session, pain=Pain(before=3, next_morning=2))) == (ASKED,)
    for rated in (Pain(during=0), Pain(after=2), Pain(during=1, after=1)):
        assert ASKED not in _gaps(evolve(session, pain=rated))
    assert _gaps(evolve(session, pain_mentioned=None)) == (Gap("low-back", "not-recorded", "pain"),)


def test_what_stands_after_lowback_is_no_mention() -> None:
    assert _session(FILES["hevy"], note="Fine\\nlowback: pain 2 morning").pain_mentioned is None
    assert _session(FILES["hevy"], note="Fine\\nBack hurts\\nlowback: pain 2 morning").pain_mentioned == "Back hurts"


def test_a_mention_is_written_and_read_back() -> None:
    history = History([_session(FILES["hevy"], note="my back hurts")])
    assert '"lowback:painMentioned": "my back hurts"' in write(history)
    assert read_log(write(history)).history == history


def test_the_text_report_lists_each_mention(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    rows = [
        f'"","{day} Apr 2026, 17:18",,"my back hurts",Squat (Barbell),,"",0,normal,60,5,,,\n' for day in range(1, 13)
    ]
    path.write_text(HEVY + "".join(rows), encoding="utf-8")
    cli.main(["check", str(path), "--read-notes"])
    out = capsys.readouterr().out
    head, _, rest = out.partition("Asked of you (no rating is not the same as no pain)\n")
    assert head
    assert rest.startswith('  12 Apr 2026: pain mentioned, not rated: "my back hurts"; rate it 0 to 10\n')
    assert rest.count("pain mentioned, not rated") == 10
    assert "  and 2 more; --format json lists all\n" in rest
    cli.main(["check", str(path)])
    assert "mentioned" not in capsys.readouterr().out
    cli.main(["check", str(path), "--read-notes", "--language", "de"])
    assert 'Schmerzen erwähnt, nicht bewertet: "my back hurts"' in capsys.readouterr().out


@given(edge_cases(), st.data())
def test_a_mention_never_makes_changes_or_hides_a_finding(case: Case, data: st.DataObject) -> None:
    def spoken(session: Session) -> Session:
        words = data.draw(st.sampled_from([None, "lower back hurts", "Rücken: 'tut' \"weh\""]))
        # An id of its own, as a mention must not make one session of two handed in twice.
        return evolve(session, pain_mentioned=words)

    before = [evolve(session, id=f"{number}") for number, session in enumerate((*case.past, case.today))]
    silent, said = check_log(before), check_log([spoken(session) for session in before])
    assert list(map(_findings, silent)) == list(map(_findings, said))
    assert [_statuses(report) for report in silent] == [_statuses(report) for report in said]


def _findings(report: Report) -> list[Finding]:
    return [finding for outcome in report.outcomes for finding in outcome.findings]


def _statuses(report: Report) -> list[str]:
    return [outcome.status for outcome in report.outcomes]
