//! From what the browser asks to what it is shown.

use clairvoix_profile::{Language, Layers, Profile, Settings, setting};

use crate::{
    Beside, Call, Error, ErrorKind, ExamCard, Form, Keep, Method, Reply,
    lesson::Lesson,
    preview::{self, PREVIEW_CHARS, SIDE_CHARS},
    question::{QUESTIONS_MAX, asked},
    session::{Notice, Round, Session},
    subject::Subject,
    tuned,
    view::{self, About, Screen, Sides},
    words::Words,
};

const STYLE: &str = include_str!("../assets/page.css");
const SCRIPT: &str = include_str!("../assets/page.js");

/// The page: one person's visit, with what it keeps and what is beside it.
pub struct App<K, B> {
    keep: K,
    beside: B,
    /// What every address of the page begins with, a slash at its end.
    root: String,
    session: Session,
}

/// Where to go, or the error with the screen to say it on.
type Step = Result<String, (Error, String)>;

impl<K: Keep, B: Beside> App<K, B> {
    /// The page under the address `root`, which ends with a slash.
    pub fn new(keep: K, beside: B, root: &str, language: Language) -> Self {
        Self { keep, beside, root: root.to_owned(), session: Session::new(language) }
    }

    /// Answers a request. It never fails: what is wrong is said on a screen.
    pub fn answer(&mut self, call: &Call) -> Reply {
        match self.keep.exam() {
            Ok(None) => {}
            _ if matches!(call.path.as_str(), "page.css" | "page.js" | "quit") => {}
            Ok(Some(exam)) => return self.in_exam(call, &exam),
            Err(error) => return self.absent(&error),
        }
        match call.method {
            Method::Get => self.show(call).unwrap_or_else(|error| self.absent(&error)),
            Method::Post if call.path == "quit" => Reply::End(view::end(self.words())),
            Method::Post => match self.act(call) {
                Ok(path) => Reply::See(path),
                Err((error, path)) => {
                    self.trouble(&error);
                    Reply::See(path)
                }
            },
        }
    }

    fn words(&self) -> Words {
        Words(self.session.language)
    }

    /// While an examination lasts: the size of letters, and nothing else.
    fn in_exam(&mut self, call: &Call, exam: &ExamCard) -> Reply {
        if call.method == Method::Get {
            let (root, w) = (self.root.clone(), self.words());
            let (active, notice) = (Some(exam.pupil.clone()), self.session.notice.take());
            let screen = Screen { w, root, active, subject: None, alias: None, notice };
            return Reply::Page(view::exam(&screen, exam));
        }
        let size = setting("text.size_pt").zip(call.form.get("value"));
        let value = size.and_then(|(setting, text)| setting.parse(text).ok());
        let saved = match (call.path.as_str(), value) {
            ("exam/size", Some(value)) => self.keep.load(&exam.pupil.id).and_then(|mut profile| {
                let set = profile.set("text.size_pt", &value);
                set.map_err(|error| Error::new(ErrorKind::Address, error.message))?;
                self.keep.save(&exam.pupil.id, profile)
            }),
            _ => Err(Error::new(ErrorKind::Exam, "change this during an examination")),
        };
        if let Err(error) = saved {
            self.trouble(&error);
        }
        Reply::See(String::new())
    }

    // What is shown.

    fn show(&mut self, call: &Call) -> Result<Reply, Error> {
        let page = match call.path.as_str() {
            "page.css" => return Ok(asset(STYLE, "text/css; charset=utf-8")),
            "page.js" => return Ok(asset(SCRIPT, "text/javascript; charset=utf-8")),
            "" => return self.home(),
            "new" => {
                let screen = self.screen(None)?;
                view::text(&screen, &self.session.lesson)
            }
            "import" => {
                let screen = self.screen(None)?;
                let pupils = self.keep.pupils()?;
                let incoming = self.session.incoming.as_ref().map(|known| &known.1);
                let against = match incoming {
                    Some(incoming) => self.against(incoming)?,
                    None => None,
                };
                view::import(&screen, &pupils, incoming, against.as_ref())
            }
            path => match Subject::split(path) {
                Some((subject, rest)) => return self.show_subject(&subject, rest, call),
                None => return Ok(self.absent(&Error::new(ErrorKind::Address, "find this screen"))),
            },
        };
        Ok(Reply::Page(page))
    }

    fn home(&mut self) -> Result<Reply, Error> {
        let pupils = self.keep.pupils()?;
        if pupils.is_empty() {
            return Ok(Reply::See("new".to_owned()));
        }
        let screen = self.screen(None)?;
        Ok(Reply::Page(view::home(&screen, &pupils)))
    }

    /// The pupil of the alias in a file, with their profile: what taking it would change.
    fn against(
        &self,
        incoming: &crate::Incoming,
    ) -> Result<Option<(crate::PupilCard, Profile)>, Error> {
        let same = |pupil: &crate::PupilCard| {
            pupil.alias.to_lowercase() == incoming.alias.trim().to_lowercase()
        };
        let Some(pupil) = self.keep.pupils()?.into_iter().find(same) else { return Ok(None) };
        let profile = self.keep.load(&pupil.id)?;
        Ok(Some((pupil, profile)))
    }

    fn show_subject(&mut self, subject: &Subject, rest: &str, call: &Call) -> Result<Reply, Error> {
        if let Some(name) = rest.strip_prefix("voice/") {
            return self.voice(name);
        }
        if rest == "preview" {
            return self.preview(subject, call);
        }
        if let (Some(id), "sheet") = (subject.id(), rest) {
            return self.beside.sheet(id).map(Reply::Frame);
        }
        if let (Some(id), "export") = (subject.id(), rest) {
            let name = format!("{}.clairvoix", self.alias(id)?.replace(['/', '\\', '"'], "-"));
            return Ok(Reply::File { name, bytes: self.keep.export(id)? });
        }
        if rest == "choose" {
            return self.choose(subject);
        }
        let profile = self.profile(subject)?;
        let screen = self.screen(Some(subject))?;
        let about = self.about(subject, &profile);
        let page = match (rest, subject.id()) {
            ("needs", _) => view::needs(&screen, &about),
            ("tune", _) => view::tune(&screen, &about, call.query.get("key")),
            ("all", _) => view::all(&screen, &about),
            ("words", _) => {
                let (class, own) = self.lists(subject)?;
                let tried = view::Tried {
                    word: call.query.get("word"),
                    said: call.query.get("said"),
                    is_heard: call.query.get("heard").is_some(),
                };
                view::lists(&screen, &about, [&class, &own], tried)
            }
            ("name", _) => view::name(&screen, &about, &self.session.alias),
            ("done", Some(_)) => view::done(&screen, &about),
            ("history", Some(id)) => view::history(&screen, &about, &self.keep.history(id)?),
            ("delete", Some(_)) => view::delete(&screen, &about),
            _ => return Ok(self.absent(&Error::new(ErrorKind::Address, "find this screen"))),
        };
        Ok(Reply::Page(page))
    }

    fn choose(&mut self, subject: &Subject) -> Result<Reply, Error> {
        let profile = self.profile(subject)?;
        let is_round = self.session.round.as_ref().is_some_and(|round| round.subject == *subject);
        if !is_round {
            let questions = asked(&profile.presets);
            let differ = |question: &&&crate::Question| {
                question.variant(&profile, self.keep.catalogue()).is_some()
            };
            let questions: Vec<_> =
                questions.iter().filter(differ).take(QUESTIONS_MAX).copied().collect();
            let answers = Vec::new();
            self.session.round = Some(Round { subject: subject.clone(), questions, answers });
        }
        let Some(question) = self.question(&profile) else {
            self.session.round = None;
            return Ok(Reply::See(subject.path("tune")));
        };
        let screen = self.screen(Some(subject))?;
        let about = self.about(subject, &profile);
        let round = self.session.round.as_ref();
        let sides = Sides {
            ask: question.ask.get(self.session.language),
            at: round.map_or(0, |round| round.answers.len()),
            of: round.map_or(0, |round| round.questions.len()),
            stamp: preview::look(&preview::flat(&profile, self.keep.catalogue())),
        };
        Ok(Reply::Page(view::choose(&screen, &about, &sides)))
    }

    /// The question that is to be answered, if one is left that makes a difference.
    fn question(&self, profile: &Profile) -> Option<&'static crate::Question> {
        let round = self.session.round.as_ref()?;
        let question = *round.questions.get(round.answers.len())?;
        question.variant(profile, self.keep.catalogue()).map(|_| question)
    }

    /// The profile with the change of the question, and whether it stands on the left.
    fn variant(&self, profile: &Profile) -> Option<(Profile, bool)> {
        let variant = self.question(profile)?.variant(profile, self.keep.catalogue())?;
        // By turns, so that no side is the one to press.
        let is_left = self.session.round.as_ref().is_some_and(|round| round.answers.len() % 2 == 1);
        Some((variant, is_left))
    }

    fn preview(&mut self, subject: &Subject, call: &Call) -> Result<Reply, Error> {
        let mut profile = self.profile(subject)?;
        let (class, own) = self.lists(subject)?;
        let mut chars = PREVIEW_CHARS;
        if let Some(side) = call.query.get("side") {
            chars = SIDE_CHARS;
            if let Some((variant, is_left)) = self.variant(&profile)
                && (side == "a") == is_left
            {
                profile = variant;
            }
        }
        let own = match (call.query.get("say"), call.query.get("as")) {
            // A word that is tried, not kept yet.
            (Some(word), Some(said)) if !said.is_empty() => view::entry(word, said)
                .map_or(own.clone(), |entry| clairvoix_profile::add_pronunciation(&own, &entry)),
            _ => own,
        };
        let document = match call.query.get("say") {
            Some(word) => self.session.lesson.around(word),
            None => self.session.lesson.excerpt(chars),
        };
        let flat = preview::flat(&profile, self.keep.catalogue());
        let lists = preview::lists(&class, &own);
        let key = preview::voice_key(&document, &flat.settings(), &[&class, &own]);
        if call.query.get("voice").is_some() && self.session.spoken(key).is_none() {
            match self.beside.speak(&document, &flat, &lists) {
                Ok(spoken) => self.session.keep_spoken(key, spoken),
                // The text can still be read: the script sees that there is no sound, and says so.
                Err(error) if error.kind == ErrorKind::Voice => {}
                Err(error) => return Err(error),
            }
        }
        let wanted = call.query.get("voice").and(self.session.spoken(key));
        let sound = wanted.map(|spoken| (spoken, format!("voice/{key:016x}.wav")));
        let name = match call.query.get("side") {
            Some(side) => self.words().fill("choose_text", &[("side", &side.to_uppercase())]),
            None => self.words().get("preview_title").to_owned(),
        };
        let names = (self.session.language, name.as_str());
        Ok(Reply::Frame(preview::frame(&document, &flat, lists, names, sound)))
    }

    fn voice(&self, name: &str) -> Result<Reply, Error> {
        let key = name.strip_suffix(".wav").and_then(|key| u64::from_str_radix(key, 16).ok());
        let spoken = key.and_then(|key| self.session.spoken(key));
        let spoken = spoken.ok_or_else(|| Error::new(ErrorKind::Voice, "find this voice"))?;
        Ok(Reply::Asset { bytes: spoken.bytes.clone(), mime: spoken.mime })
    }

    /// What every screen shows around its own.
    fn screen(&mut self, subject: Option<&Subject>) -> Result<Screen, Error> {
        let active = self.keep.active()?;
        let alias = match subject.and_then(Subject::id) {
            Some(id) => Some(self.alias(id)?),
            None => None,
        };
        let (root, subject) = (self.root.clone(), subject.cloned());
        let notice = self.session.notice.take();
        Ok(Screen { w: self.words(), root, active, subject, alias, notice })
    }

    fn about<'p>(&'p self, subject: &'p Subject, profile: &'p Profile) -> About<'p> {
        let layers = Layers::new(profile, self.keep.catalogue());
        let flat = layers.flatten();
        let (class, own) = self.lists(subject).unwrap_or_default();
        let document = self.session.lesson.excerpt(PREVIEW_CHARS);
        let key = preview::voice_key(&document, &flat.settings(), &[&class, &own]);
        About {
            subject,
            profile,
            catalogue: self.keep.catalogue(),
            settings: layers.settings(),
            layers,
            can_undo: match subject {
                Subject::Draft => self.session.draft.can_undo(),
                Subject::Pupil(id) => self.keep.history(id).is_ok_and(|past| past.len() > 1),
            },
            look: preview::look(&flat),
            document: format!("{key:016x}"),
        }
    }

    fn alias(&self, id: &str) -> Result<String, Error> {
        let known = self.keep.pupils()?.into_iter().find(|pupil| pupil.id == id);
        known
            .map(|pupil| pupil.alias)
            .ok_or_else(|| Error::new(ErrorKind::UnknownPupil, "find this pupil"))
    }

    fn absent(&mut self, error: &Error) -> Reply {
        let active = self.keep.active().ok().flatten();
        let (root, w) = (self.root.clone(), self.words());
        let screen = Screen { w, root, active, subject: None, alias: None, notice: None };
        Reply::Absent(view::absent(&screen, error.kind))
    }

    // What is done.

    fn act(&mut self, call: &Call) -> Step {
        let form = &call.form;
        match call.path.as_str() {
            "new" => Ok(self.open(form)),
            "language" => {
                self.session.language = match form.get("language") {
                    Some("en") => Language::English,
                    _ => Language::French,
                };
                Ok(self.inside(form.get("back").unwrap_or_default()))
            }
            "import" => self.read_file(form),
            "import/take" => self.take_file(form),
            path => match Subject::split(path) {
                Some((subject, action)) => self.act_on(&subject, action, form),
                None => Err((Error::new(ErrorKind::Address, "find this action"), String::new())),
            },
        }
    }

    /// A screen of ours, whatever was asked for.
    fn inside(&self, path: &str) -> String {
        let path = path.strip_prefix(&self.root).unwrap_or_default();
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "/?=&._-%".contains(c);
        if path.chars().all(is_plain) { path.to_owned() } else { String::new() }
    }

    /// Takes the text and begins a new pupil.
    fn open(&mut self, form: &Form) -> String {
        let file = form.bytes("file").filter(|bytes| !bytes.is_empty());
        let lesson = match (file, form.get("sample")) {
            (Some(bytes), _) => Lesson::opened(form.get("file.name").unwrap_or_default(), bytes),
            (None, Some(_)) => Some(Lesson::sample()),
            (None, None) => Lesson::pasted(form.get("text").unwrap_or_default()),
        };
        let Some(lesson) = lesson else {
            self.say_trouble("text_empty", &[]);
            return "new".to_owned();
        };
        self.session.lesson = lesson;
        self.session.draft = Default::default();
        self.session.round = None;
        self.session.alias.clear();
        Subject::Draft.path("needs")
    }

    fn act_on(&mut self, subject: &Subject, action: &str, form: &Form) -> Step {
        let tune = subject.path("tune");
        match action {
            "needs" => {
                self.take_needs(subject, form).map_err(|error| (error, subject.path("needs")))
            }
            "choose" => self.answer_question(subject, form).map_err(|error| (error, tune)),
            "set" => self.set(subject, form),
            "unset" => self.unset(subject, form),
            "undo" => {
                let back = self.inside(form.get("back").unwrap_or_default());
                let back = if back.is_empty() { tune } else { back };
                match self.undo(subject) {
                    Ok(()) => Ok(back),
                    Err(error) => Err((error, back)),
                }
            }
            "words" => self.add_word(subject, form).map_err(|error| (error, subject.path("words"))),
            "words/remove" => {
                self.remove_word(subject, form).map_err(|error| (error, subject.path("words")))
            }
            "name" => self.name(subject, form).map_err(|error| (error, subject.path("name"))),
            _ => match subject {
                Subject::Pupil(id) => self.act_on_pupil(id, action, form),
                Subject::Draft => Err((Error::new(ErrorKind::Address, "find this action"), tune)),
            },
        }
    }

    fn act_on_pupil(&mut self, id: &str, action: &str, form: &Form) -> Step {
        let home = |error| (error, String::new());
        match action {
            "use" => {
                self.keep.activate(id).map_err(home)?;
                let alias = self.alias(id).map_err(home)?;
                self.say("used", &[("name", &alias)]);
                Ok(self.inside(form.get("back").unwrap_or_default()))
            }
            "restore" => {
                let path = Subject::Pupil(id.to_owned()).path("history");
                let number = form.get("number").and_then(|number| number.parse().ok()).unwrap_or(0);
                match self.keep.restore(id, number) {
                    Ok(()) => {
                        self.say("restored", &[]);
                        Ok(path)
                    }
                    Err(error) => Err((error, path)),
                }
            }
            "delete" => {
                let alias = self.alias(id).map_err(home)?;
                self.keep.delete(id).map_err(home)?;
                self.say("deleted", &[("name", &alias)]);
                Ok(String::new())
            }
            _ => Err(home(Error::new(ErrorKind::Address, "find this action"))),
        }
    }

    fn profile(&self, subject: &Subject) -> Result<Profile, Error> {
        match subject {
            Subject::Draft => Ok(self.session.draft.profile.clone()),
            Subject::Pupil(id) => self.keep.load(id),
        }
    }

    fn put(&mut self, subject: &Subject, profile: Profile) -> Result<(), Error> {
        match subject {
            Subject::Draft => {
                self.session.draft.put(profile);
                Ok(())
            }
            Subject::Pupil(id) => self.keep.save(id, profile),
        }
    }

    fn undo(&mut self, subject: &Subject) -> Result<(), Error> {
        match subject {
            Subject::Draft if self.session.draft.undo() => Ok(()),
            Subject::Draft => Err(Error::new(ErrorKind::NothingToUndo, "undo")),
            Subject::Pupil(id) => self.keep.undo(id),
        }
    }

    fn take_needs(&mut self, subject: &Subject, form: &Form) -> Result<String, Error> {
        let mut profile = self.profile(subject)?;
        let known = |id: &&str| self.keep.catalogue().find(id).is_some();
        profile.presets = form.all("need").filter(known).map(str::to_owned).collect();
        self.put(subject, profile)?;
        self.session.round = None;
        Ok(subject.path("choose"))
    }

    fn answer_question(&mut self, subject: &Subject, form: &Form) -> Result<String, Error> {
        let profile = self.profile(subject)?;
        let answer = form.get("side").unwrap_or_default();
        if answer == "back" {
            let last = self.session.round.as_mut().and_then(|round| round.answers.pop());
            if last == Some(true) {
                self.undo(subject)?;
            }
            return Ok(subject.path(if last.is_some() { "choose" } else { "needs" }));
        }
        if answer == "end" {
            self.session.round = None;
            return Ok(subject.path("tune"));
        }
        let changes = match (self.variant(&profile), answer) {
            (Some((variant, is_left)), "a" | "b") if (answer == "a") == is_left => Some(variant),
            _ => None,
        };
        let changed = changes.is_some();
        if let Some(variant) = changes {
            self.put(subject, variant)?;
        }
        if let Some(round) = &mut self.session.round {
            round.answers.push(changed);
        }
        Ok(subject.path("choose"))
    }

    fn set(&mut self, subject: &Subject, form: &Form) -> Step {
        let key = form.get("key").unwrap_or_default();
        let is_expert = form.get("all").is_some();
        let back = screen_of(subject, key, is_expert);
        let at = |error| (error, back.clone());
        let Some(setting) = setting(key) else {
            return Err(at(Error::new(ErrorKind::Address, "find this setting")));
        };
        let text = form.get("value").unwrap_or_default();
        let Ok(value) = setting.parse(text) else {
            let (label, takes) =
                (setting.label.get(self.session.language), setting.takes(self.session.language));
            self.say_trouble("bad_value", &[("name", label), ("takes", &takes)]);
            return Ok(back);
        };
        let mut profile = self.profile(subject).map_err(at)?;
        let put = tuned::put(&mut profile, key, &value, !is_expert);
        put.map_err(|error| at(Error::new(ErrorKind::Address, error.message)))?;
        self.put(subject, profile).map_err(at)?;
        Ok(back)
    }

    fn unset(&mut self, subject: &Subject, form: &Form) -> Step {
        let key = form.get("key").unwrap_or_default();
        let is_expert = form.get("all").is_some();
        let back = screen_of(subject, key, is_expert);
        let at = |error| (error, back.clone());
        let mut profile = self.profile(subject).map_err(at)?;
        if is_expert {
            profile.unset(key)
        } else {
            tuned::forget(&mut profile, key)
        }
        self.put(subject, profile).map_err(at)?;
        Ok(back)
    }

    /// The class's list and the subject's own.
    fn lists(&self, subject: &Subject) -> Result<(String, String), Error> {
        let own = match subject {
            Subject::Draft => self.session.draft.list.clone(),
            Subject::Pupil(id) => self.keep.list(Some(id))?,
        };
        Ok((self.keep.list(None)?, own))
    }

    fn put_list(&mut self, subject: Option<&Subject>, table: String) -> Result<(), Error> {
        match subject {
            Some(Subject::Draft) => {
                self.session.draft.list = table;
                Ok(())
            }
            Some(Subject::Pupil(id)) => self.keep.put_list(Some(id), &table),
            None => self.keep.put_list(None, &table),
        }
    }

    fn add_word(&mut self, subject: &Subject, form: &Form) -> Result<String, Error> {
        let (word, said) = (
            form.get("word").unwrap_or_default().trim(),
            form.get("said").unwrap_or_default().trim(),
        );
        let try_again = |said: &str| {
            let query = format!("word={}&said={}", view::url(word), view::url(said));
            format!("{}?{query}", subject.path("words"))
        };
        let Some(entry) = view::entry(word, said) else {
            self.say_trouble("word_bad", &[]);
            return Ok(try_again(said));
        };
        if form.get("try").is_some() {
            return Ok(format!("{}&heard=1", try_again(said)));
        }
        let (class, own) = self.lists(subject)?;
        let is_class = form.get("list") == Some("class");
        let (table, target) = if is_class { (class, None) } else { (own, Some(subject)) };
        self.put_list(target, clairvoix_profile::add_pronunciation(&table, &entry))?;
        self.say("word_kept", &[("word", word)]);
        // Heard at once: the screen says the word in its sentence.
        Ok(format!("{}?word={}&heard=1", subject.path("words"), view::url(word)))
    }

    fn remove_word(&mut self, subject: &Subject, form: &Form) -> Result<String, Error> {
        let word = form.get("word").unwrap_or_default();
        let (class, own) = self.lists(subject)?;
        let is_class = form.get("list") == Some("class");
        let (table, target) = if is_class { (class, None) } else { (own, Some(subject)) };
        self.put_list(target, clairvoix_profile::remove_pronunciation(&table, word).0)?;
        self.say("word_removed", &[("word", word)]);
        Ok(subject.path("words"))
    }

    /// Gives the draft its name, keeps it and makes it active; or a kept pupil another name.
    fn name(&mut self, subject: &Subject, form: &Form) -> Result<String, Error> {
        let alias = form.get("alias").unwrap_or_default().trim().to_owned();
        let is_sure = form.get("sure").is_some();
        self.session.alias.clone_from(&alias);
        if clairvoix_profile::looks_like_full_name(&alias) && !is_sure {
            return Ok(subject.path("name"));
        }
        let Subject::Pupil(id) = subject else {
            return self.create(&alias);
        };
        let mut profile = self.keep.load(id)?;
        profile.alias = Some(alias);
        self.keep.save(id, profile)?;
        self.session.alias.clear();
        Ok(subject.path("tune"))
    }

    fn create(&mut self, alias: &str) -> Result<String, Error> {
        let id = self.keep.create(alias, self.session.draft.profile.clone())?;
        if !self.session.draft.list.is_empty() {
            let table = self.session.draft.list.clone();
            self.keep.put_list(Some(&id), &table)?;
        }
        self.keep.activate(&id)?;
        self.session.draft = Default::default();
        self.session.alias.clear();
        Ok(Subject::Pupil(id).path("done"))
    }

    fn read_file(&mut self, form: &Form) -> Step {
        let text = form.get("text").map(str::as_bytes);
        let file = form.bytes("file").filter(|bytes| !bytes.is_empty());
        let bytes = file.or(text).unwrap_or_default();
        let path = "import".to_owned();
        self.session.incoming = None;
        match self.keep.read_file(bytes) {
            Ok(incoming) => {
                self.session.incoming = Some((bytes.to_vec(), incoming));
                Ok(path)
            }
            Err(error) => Err((error, path)),
        }
    }

    fn take_file(&mut self, form: &Form) -> Step {
        let path = "import".to_owned();
        let Some((bytes, incoming)) = self.session.incoming.take() else { return Ok(path) };
        if form.get("cancel").is_some() {
            return Ok(String::new());
        }
        let alias = form.get("alias").unwrap_or(&incoming.alias).trim().to_owned();
        let id = match form.get("replace") {
            Some(id) => Ok(id.to_owned()),
            None => self.keep.create(&alias, Profile::default()),
        };
        let done = id.and_then(|id| self.keep.take_file(&id, &bytes).map(|()| id));
        match done {
            Ok(id) => {
                self.say("imported", &[]);
                Ok(Subject::Pupil(id).path("tune"))
            }
            Err(error) => {
                self.session.incoming = Some((bytes, incoming));
                Err((error, path))
            }
        }
    }

    // What is said about it.

    fn say(&mut self, key: &str, places: &[(&str, &str)]) {
        let text = self.words().fill(key, places);
        self.session.notice = Some(Notice { text, is_trouble: false });
    }

    fn say_trouble(&mut self, key: &str, places: &[(&str, &str)]) {
        let text = self.words().fill(key, places);
        self.session.notice = Some(Notice { text, is_trouble: true });
    }

    fn trouble(&mut self, error: &Error) {
        self.say_trouble(error.kind.key(), &[]);
    }
}

fn asset(text: &str, mime: &'static str) -> Reply {
    Reply::Asset { bytes: text.as_bytes().to_vec(), mime }
}

/// The screen on which a setting is changed.
fn screen_of(subject: &Subject, key: &str, is_expert: bool) -> String {
    match (is_expert, Settings::keys().contains(&key)) {
        (true, _) => subject.path("all"),
        (false, true) => format!("{}?key={key}", subject.path("tune")),
        (false, false) => subject.path("tune"),
    }
}
