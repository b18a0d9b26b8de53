"""Which addresses are fetched from: judged by their form, then by the number that the name stands for."""

from ipaddress import ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.fetch import FetchError, FetchOptions, parse_address, refusal_of


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("http://news.example.org/a?b=c#top", "http://news.example.org/a?b=c"),
        ("HTTPS://News.Example.ORG:443/", "https://news.example.org/"),
        ("http://example.org", "http://example.org/"),
        ("http://example.org./x", "http://example.org/x"),
        ("http://nachrichten-köln.example/krieg-in-süd", "http://xn--nachrichten-kln-ltb.example/krieg-in-s%C3%BCd"),
        ("http://93.184.216.34/x", "http://93.184.216.34/x"),
        ("http://[2606:2800:0220::1]/x", "http://[2606:2800:220::1]/x"),
        ("http://example.org/%2e%2e/a%20b", "http://example.org/%2e%2e/a%20b"),
    ],
)
def test_an_address_is_read_in_one_form(text: str, read: str) -> None:
    assert str(parse_address(text, FetchOptions())) == read


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ftp://example.org/", "http and https"),
        ("file:///etc/passwd", "http and https"),
        ("gopher://example.org/_x", "http and https"),
        ("javascript:alert(1)", "http and https"),
        ("//example.org/", "http and https"),
        ("http://user@example.org/", "user name"),
        ("http://user:word@example.org/", "user name"),
        ("http://127.1/", "odd form"),
        ("http://2130706433/", "odd form"),
        ("http://0x7f.1/", "odd form"),
        ("http://0x7f000001/", "odd form"),
        ("http://0177.0.0.1/", "odd form"),
        ("http://0/", "odd form"),
        ("http://8.8.8.08/", "odd form"),
        ("http://1.2.3.4.5/", "odd form"),
        ("http://example.1/", "odd form"),
        ("http://[fe80::1%25eth0]/", "IPv6"),
        ("http://[1::2::3]/", "no"),
        ("http:///path", "names no host"),
        ("http://exa mple.org/", "blanks"),
        ("http://example.org/a\r\nHost: x", "blanks"),
        ("http://example.org\\@127.0.0.1/", "blanks"),
        ("http://example.org:22/", "port 22"),
        ("http://example.org:99999/", "no address"),
        ("http://-bad-.org/", "names no host"),
        ("http://" + "a" * 70 + ".org/", "names no host"),
        ("http://example.org/" + "x" * 5_000, "longer than"),
    ],
)
def test_an_address_in_another_form_is_refused(text: str, words: str) -> None:
    with pytest.raises(FetchError, match=words) as caught:
        parse_address(text, FetchOptions())
    assert caught.value.is_final and "\n" not in str(caught.value)


def test_with_an_allow_list_only_its_hosts_and_those_below_are_fetched() -> None:
    options = FetchOptions(only_hosts=("example.org",))
    assert parse_address("http://news.example.org/", options).host == "news.example.org"
    for other in ("http://badexample.org/", "http://example.org.evil.example/", "http://example.net/"):
        with pytest.raises(FetchError, match="not among the hosts"):
            parse_address(other, options)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("127.0.0.1", "loopback"),
        ("127.8.9.1", "loopback"),
        ("10.1.2.3", "private"),
        ("172.31.255.1", "private"),
        ("192.168.0.1", "private"),
        ("100.64.0.1", "CGNAT"),
        ("100.100.100.200", "CGNAT"),
        ("169.254.169.254", "link-local"),
        ("168.63.129.16", "metadata"),
        ("192.0.0.192", "protocols"),
        ("0.0.0.0", "this network"),
        ("255.255.255.255", "reserved"),
        ("224.0.0.1", "multicast"),
        ("::1", "loopback"),
        ("::", "unspecified"),
        ("::7f00:1", "not public"),
        ("::ffff:127.0.0.1", "IPv6 form"),
        ("::ffff:8.8.8.8", "IPv6 form"),
        ("64:ff9b::7f00:1", "NAT64"),
        ("64:ff9b::808:808", "NAT64"),
        ("64:ff9b:1::1", "NAT64"),
        ("2002:7f00:1::", "6to4"),
        ("2001:0:4136:e378::1", "Teredo"),
        ("fd00:ec2::254", "private"),
        ("fe80::1", "link-local"),
        ("ff02::1", "multicast"),
        ("2001:db8::1", "documentation"),
        ("5f00::1", "not public"),
        ("nonsense", "no IP address"),
    ],
)
def test_a_number_that_is_not_public_is_refused(number: str, words: str) -> None:
    assert words in (refusal_of(number) or "")


@pytest.mark.parametrize("number", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "2a00:1450:4001::1", "100.128.0.1"])
def test_a_public_number_is_fetched_from(number: str) -> None:
    assert refusal_of(number) is None


def test_a_network_that_the_user_allows_is_fetched_from_and_no_other() -> None:
    allowed = (ip_network("10.20.0.0/16"),)
    assert refusal_of("10.20.3.4", allowed) is None
    assert refusal_of("10.21.3.4", allowed) is not None
    assert refusal_of("::ffff:10.20.3.4", allowed) is not None


@given(st.integers(0, 2**32 - 1))
def test_what_python_calls_private_is_never_fetched_from(number: int) -> None:
    ip = ip_address(number)
    if ip.is_private or ip.is_multicast or ip.is_reserved or ip.is_loopback or ip.is_link_local:
        assert refusal_of(str(ip)) is not None


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused_in_one_line(text: str) -> None:
    for given_text in (text, "http://" + text):
        try:
            assert str(parse_address(given_text, FetchOptions())).startswith("http")
        except FetchError as error:
            assert "\n" not in str(error)
