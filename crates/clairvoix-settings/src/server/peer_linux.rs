//! Which person's program is at the other end of a connection: the kernel's table of them says.
//!
//! Loopback is open to every person of the computer; the address with its token may be seen in the list of
//! processes while the browser starts. With this, another person's program is not even answered.

use std::{fs, net::SocketAddr, os::unix::fs::MetadataExt};

/// The most bytes of the table that are read: some ten thousand connections.
const TABLE_BYTES_MAX: usize = 4 << 20;

/// Whether the client's end belongs to this person. Where the kernel shows no table, the token has to do.
pub(super) fn is_ours(local: SocketAddr, peer: SocketAddr) -> bool {
    let Ok(own) = fs::metadata("/proc/self") else { return true };
    let Ok(table) = fs::read_to_string("/proc/net/tcp") else { return true };
    owner(&table, peer, local) == Some(own.uid())
}

/// Who owns the end `own` of the connection to `other`.
fn owner(table: &str, own: SocketAddr, other: SocketAddr) -> Option<u32> {
    let (own, other) = (written(own)?, written(other)?);
    let table = table.get(..TABLE_BYTES_MAX).unwrap_or(table);
    table.lines().skip(1).find_map(|line| {
        let mut fields = line.split_ascii_whitespace().skip(1);
        let is_it = fields.next()? == own && fields.next()? == other;
        // st, queues, timer, retransmissions, then the owner.
        is_it.then(|| fields.nth(4)?.parse().ok()).flatten()
    })
}

/// An address as the table has it: `0100007F:1F90`.
fn written(address: SocketAddr) -> Option<String> {
    let SocketAddr::V4(address) = address else { return None };
    let number = u32::from_ne_bytes(address.ip().octets());
    Some(format!("{number:08X}:{:04X}", address.port()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::{TcpListener, TcpStream};

    #[test]
    fn both_ends_of_our_own_connection_are_ours() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        let (server, peer) = listener.accept().unwrap();
        assert!(is_ours(server.local_addr().unwrap(), peer));
        assert_eq!(client.local_addr().unwrap(), peer);
        // An end that nobody has is nobody's.
        let free: SocketAddr = "127.0.0.1:1".parse().unwrap();
        assert!(!is_ours(server.local_addr().unwrap(), free));
    }

    #[test]
    fn the_owner_stands_in_the_table() {
        let table = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n\
            \x20  0: 0100007F:1F90 0100007F:A2C4 01 00000000:00000000 00:00000000 00000000  1000        0 1 1\n\
            \x20  1: 0100007F:A2C4 0100007F:1F90 01 00000000:00000000 00:00000000 00000000  1001        0 2 1\n";
        let (server, client) =
            ("127.0.0.1:8080".parse().unwrap(), "127.0.0.1:41668".parse().unwrap());
        if cfg!(target_endian = "little") {
            assert_eq!(owner(table, client, server), Some(1001));
            assert_eq!(owner(table, server, client), Some(1000));
        }
        assert_eq!(owner("garbage", client, server), None);
    }
}
