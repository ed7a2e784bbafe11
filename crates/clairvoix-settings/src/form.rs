//! The fields of a form or of an address, whatever bytes they come as: reading them never fails.

/// A field and its value.
type Field = (String, Vec<u8>);

/// Fields with their values, in the order they came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    fields: Vec<Field>,
}

/// The most fields that are read; a screen has fewer than a hundred.
const FIELDS_MAX: usize = 500;

impl Form {
    /// The fields of `a=b&c=d`, as in an address or a form's body.
    ///
    /// ```
    /// use clairvoix_settings::Form;
    /// let form = Form::from_url("text=%C3%89t%C3%A9+chaud&need=a&need=b&broken=%zz");
    /// assert_eq!(form.get("text"), Some("Été chaud"));
    /// assert_eq!(form.all("need").collect::<Vec<_>>(), ["a", "b"]);
    /// assert_eq!(form.get("broken"), Some("%zz"));
    /// ```
    #[must_use]
    pub fn from_url(text: &str) -> Self {
        let pairs = text.split('&').filter(|pair| !pair.is_empty()).take(FIELDS_MAX);
        let fields = pairs.map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (String::from_utf8_lossy(&unescape(name)).into_owned(), unescape(value))
        });
        Self { fields: fields.collect() }
    }

    /// The fields of a body of that `Content-Type`: `multipart/form-data`, else as an address.
    ///
    /// ```
    /// use clairvoix_settings::Form;
    /// let body = b"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nBonjour\r\n--x--\r\n";
    /// let form = Form::from_body("multipart/form-data; boundary=x", body);
    /// assert_eq!(form.bytes("file"), Some(&b"Bonjour"[..]));
    /// assert_eq!(form.get("file.name"), Some("a.txt"));
    /// ```
    #[must_use]
    pub fn from_body(content_type: &str, body: &[u8]) -> Self {
        match boundary(content_type) {
            Some(boundary) => Self { fields: parts(&boundary, body) },
            None => Self::from_url(&String::from_utf8_lossy(body)),
        }
    }

    /// The first value of a name, where it is UTF-8.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.all(name).next()
    }

    /// All values of a name that are UTF-8.
    pub fn all<'f>(&'f self, name: &str) -> impl Iterator<Item = &'f str> {
        let of_name = self.fields.iter().filter(move |field| field.0 == name);
        of_name.filter_map(|field| std::str::from_utf8(&field.1).ok())
    }

    /// The first value of a name, as it came.
    #[must_use]
    pub fn bytes(&self, name: &str) -> Option<&[u8]> {
        self.fields.iter().find(|field| field.0 == name).map(|field| field.1.as_slice())
    }

    /// The form with one more field.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.fields.push((name.to_owned(), value.as_bytes().to_vec()));
        self
    }
}

/// `%41` and `+` as what they stand for; anything else stays as it is.
fn unescape(text: &str) -> Vec<u8> {
    let digit = |byte: Option<&u8>| byte.and_then(|byte| char::from(*byte).to_digit(16));
    let bytes = text.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let code = match byte {
            b'%' => digit(bytes.get(at + 1)).zip(digit(bytes.get(at + 2))),
            _ => None,
        };
        match code.map(|(high, low)| u8::try_from(high * 16 + low)) {
            Some(Ok(code)) => {
                plain.push(code);
                at += 3;
            }
            _ => {
                plain.push(if byte == b'+' { b' ' } else { byte });
                at += 1;
            }
        }
    }
    plain
}

fn boundary(content_type: &str) -> Option<Vec<u8>> {
    let (kind, parameters) = content_type.split_once(';')?;
    if !kind.trim().eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    let value = parameters.split(';').find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("boundary").then(|| value.trim().trim_matches('"'))
    })?;
    let fits = !value.is_empty() && value.len() <= 70;
    fits.then(|| format!("--{value}").into_bytes())
}

/// The parts of a body; a file's name comes as a field of its own, `NAME.name`.
fn parts(boundary: &[u8], body: &[u8]) -> Vec<Field> {
    let mut fields = Vec::new();
    let mut rest = body;
    while let Some(at) = find(rest, boundary) {
        let after = rest.get(at + boundary.len()..).unwrap_or_default();
        let end = find(after, boundary).unwrap_or(after.len());
        part(after.get(..end).unwrap_or_default(), &mut fields);
        rest = after.get(end..).unwrap_or_default();
        if fields.len() >= FIELDS_MAX {
            break;
        }
    }
    fields
}

fn part(bytes: &[u8], fields: &mut Vec<Field>) {
    let Some(at) = find(bytes, b"\r\n\r\n") else { return };
    let head = String::from_utf8_lossy(bytes.get(..at).unwrap_or_default()).into_owned();
    let value = bytes.get(at + 4..).unwrap_or_default();
    let value = value.strip_suffix(b"\r\n").unwrap_or(value);
    let of = |name: &str| {
        let (_, after) = head.split_once(&format!("; {name}=\""))?;
        after.split_once('"').map(|(value, _)| value.to_owned())
    };
    let Some(name) = of("name") else { return };
    if let Some(file) = of("filename") {
        fields.push((format!("{name}.name"), file.into_bytes()));
    }
    fields.push((name, value.to_vec()));
}

fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len().max(1)).position(|window| window == wanted)
}
