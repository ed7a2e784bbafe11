//! Who may ask: the browser that opened the one address, from the page itself. It does no IO.

use super::secret::same;

/// What a request says of itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Head<'r> {
    pub(super) method: &'r str,
    pub(super) path: &'r str,
    pub(super) query: &'r str,
    /// Every value of `Host`, and the authority of an address in full.
    pub(super) hosts: Vec<&'r str>,
    pub(super) origins: Vec<&'r str>,
    pub(super) cookies: Vec<&'r str>,
    /// Every value of `Sec-Fetch-Site`.
    pub(super) sites: Vec<&'r str>,
}

/// What becomes of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is answered; this is its path under the page's own.
    Answer(String),
    /// It brought the token: it gets the cookie.
    Enter,
    /// It has the cookie and brings the token again: it goes to the page.
    Again,
    /// It is refused with this status.
    Refuse(u16),
}

/// The gate of one page.
#[derive(Debug)]
pub(super) struct Gate {
    /// `127.0.0.1:PORT`.
    host: String,
    /// `/PAGE/`: unguessable too, so that the cookie goes nowhere else, as browsers keep no ports apart.
    root: String,
    token: Option<String>,
    cookie: String,
}

const COOKIE: &str = "clairvoix";

impl Gate {
    pub(super) fn new(port: u16, page: String, token: String, cookie: String) -> Self {
        let host = format!("127.0.0.1:{port}");
        Self { host, root: format!("/{page}/"), token: Some(token), cookie }
    }

    pub(super) fn root(&self) -> &str {
        &self.root
    }

    /// The address to open.
    pub(super) fn address(&self) -> String {
        let token = self.token.as_deref().unwrap_or_default();
        format!("http://{}{}?key={token}", self.host, self.root)
    }

    /// The header that gives the cookie.
    pub(super) fn set_cookie(&self) -> String {
        format!("{COOKIE}={}; Path={}; HttpOnly; SameSite=Strict", self.cookie, self.root)
    }

    /// Judges a request. A token is taken once.
    pub(super) fn judge(&mut self, head: &Head<'_>) -> Verdict {
        if !head.hosts.iter().all(|host| *host == self.host) || head.hosts.is_empty() {
            return Verdict::Refuse(421);
        }
        if !matches!(head.method, "GET" | "POST") {
            return Verdict::Refuse(405);
        }
        let here = head.path.get(..self.root.len()).is_some_and(|start| same(start, &self.root));
        let Some(path) = here.then(|| head.path.get(self.root.len()..)).flatten() else {
            return Verdict::Refuse(404);
        };
        let origin = format!("http://{}", self.host);
        if !head.origins.iter().all(|known| *known == origin) {
            return Verdict::Refuse(403);
        }
        let key = head.query.split('&').find_map(|field| field.strip_prefix("key="));
        let is_entry = head.method == "GET" && path.is_empty() && key.is_some();
        if head.method == "POST" && head.origins.is_empty() {
            return Verdict::Refuse(403);
        }
        // The address is opened from anywhere; all else comes from the page or the address bar.
        let is_from_here =
            |site: &&str| *site == "same-origin" || (*site == "none" && head.method == "GET");
        if !is_entry && !head.sites.iter().all(is_from_here) {
            return Verdict::Refuse(403);
        }
        match (self.has_cookie(head), is_entry) {
            (true, true) => Verdict::Again,
            (true, false) => Verdict::Answer(path.to_owned()),
            (false, true) if self.takes(key.unwrap_or_default()) => Verdict::Enter,
            (false, _) => Verdict::Refuse(403),
        }
    }

    fn has_cookie(&self, head: &Head<'_>) -> bool {
        let cookies = head.cookies.iter().flat_map(|line| line.split(';'));
        let ours = cookies.filter_map(|cookie| cookie.trim().split_once('='));
        ours.filter(|(name, _)| *name == COOKIE).any(|(_, value)| same(value, &self.cookie))
    }

    fn takes(&mut self, key: &str) -> bool {
        let fits = self.token.as_deref().is_some_and(|token| same(token, key));
        if fits {
            self.token = None;
        }
        fits
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn gate() -> Gate {
        Gate::new(4321, "page".into(), "token".into(), "biscuit".into())
    }

    fn head<'r>(method: &'r str, path: &'r str) -> Head<'r> {
        Head { method, path, hosts: vec!["127.0.0.1:4321"], ..Head::default() }
    }

    fn inside<'r>(method: &'r str) -> Head<'r> {
        let cookies = vec!["other=1; clairvoix=biscuit"];
        Head { cookies, origins: vec!["http://127.0.0.1:4321"], ..head(method, "/page/x") }
    }

    #[test]
    fn the_token_opens_once() {
        let mut gate = gate();
        assert_eq!(gate.address(), "http://127.0.0.1:4321/page/?key=token");
        let enter = Head { query: "key=token", ..head("GET", "/page/") };
        let wrong = Head { query: "key=tokem", ..head("GET", "/page/") };
        assert_eq!(gate.judge(&wrong), Verdict::Refuse(403));
        assert_eq!(gate.judge(&enter), Verdict::Enter);
        assert_eq!(gate.judge(&enter), Verdict::Refuse(403));
        let again = Head { cookies: vec!["clairvoix=biscuit"], ..enter };
        assert_eq!(gate.judge(&again), Verdict::Again);
    }

    #[test]
    fn only_the_page_itself_may_ask() {
        let mut gate = gate();
        assert_eq!(gate.judge(&inside("GET")), Verdict::Answer("x".into()));
        assert_eq!(gate.judge(&inside("POST")), Verdict::Answer("x".into()));
        let mut refused = |head: Head<'_>, status| {
            assert_eq!(gate.judge(&head), Verdict::Refuse(status), "{head:?}");
        };
        for host in
            ["localhost:4321", "evil.example:4321", "127.0.0.1", "127.0.0.1:4321.evil.example"]
        {
            refused(Head { hosts: vec![host], ..inside("GET") }, 421);
        }
        refused(Head { hosts: vec![], ..inside("GET") }, 421);
        refused(Head { hosts: vec!["127.0.0.1:4321", "evil.example"], ..inside("GET") }, 421);
        for origin in
            ["null", "http://evil.example", "http://127.0.0.1:4322", "https://127.0.0.1:4321"]
        {
            refused(Head { origins: vec![origin], ..inside("POST") }, 403);
            refused(Head { origins: vec![origin], ..inside("GET") }, 403);
        }
        refused(Head { origins: vec![], ..inside("POST") }, 403);
        refused(Head { cookies: vec![], ..inside("GET") }, 403);
        refused(Head { cookies: vec!["clairvoix=biscuiu"], ..inside("GET") }, 403);
        refused(Head { cookies: vec!["clairvoix=", "xclairvoix=biscuit"], ..inside("GET") }, 403);
        for site in ["cross-site", "same-site"] {
            refused(Head { sites: vec![site], ..inside("GET") }, 403);
        }
        refused(Head { sites: vec!["none"], ..inside("POST") }, 403);
        refused(Head { path: "/", ..inside("GET") }, 404);
        refused(Head { path: "/pagf/x", ..inside("GET") }, 404);
        refused(inside("PUT"), 405);
        refused(inside("HEAD"), 405);
    }

    proptest! {
        #[test]
        fn nothing_passes_without_the_cookie(
            method in "GET|POST|PUT|[A-Z]{1,8}",
            path in "/page/[a-z/]{0,8}|/.{0,12}",
            query in ".{0,20}",
            cookie in "(clairvoix=)?.{0,12}",
            origin in "http://127.0.0.1:4321|.{0,20}",
        ) {
            let cookies = vec![cookie.as_str()];
            let head = Head { query: &query, cookies, origins: vec![&origin], ..head(&method, &path) };
            prop_assume!(!cookie.contains("clairvoix=biscuit") && query != "key=token");
            let verdict = gate().judge(&head);
            prop_assert!(matches!(verdict, Verdict::Refuse(_)), "{:?}", verdict);
        }
    }
}
