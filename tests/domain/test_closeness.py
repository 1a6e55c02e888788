"""How close the words of two claims are."""

from reader.domain.closeness import CLOSE, closeness, words_of


def close(one: str, other: str, *, same_claimant: bool = False) -> float:
    return closeness(words_of(one), words_of(other), {}, same_claimant=same_claimant)


def test_the_same_words_are_as_close_as_can_be_whatever_case_and_small_words() -> None:
    assert close("The wall has failed", "wall FAILED") == 1


def test_other_words_are_not_close_even_of_the_same_claimant() -> None:
    assert close("The wall failed", "Shops closed", same_claimant=True) == 0


def test_the_same_claimant_brings_claims_closer() -> None:
    apart = close("The wall failed in spring", "The wall failed at night")
    assert apart < close("The wall failed in spring", "The wall failed at night", same_claimant=True) <= 1


def test_other_numbers_are_other_claims() -> None:
    assert close("The flood closed 126 shops", "The flood closed 12 shops") < CLOSE
    assert close("The flood closed 126 shops", "126 shops closed by the flood") >= CLOSE


def test_a_rare_word_counts_for_more_than_a_common_one() -> None:
    weights = {"kello": 8.0, "town": 1.0}
    rare = closeness(words_of("kello wall"), words_of("kello harbour"), weights)
    assert rare > closeness(words_of("town wall"), words_of("town harbour"), weights)


def test_scripts_without_spaces_are_compared_by_pairs() -> None:
    assert words_of("城墙倒塌") == {"城墙", "墙倒", "倒塌"}
