"""Pronouns by whom they stand for, in every case: "he", "him", "his", "himself".

Out:     MALE, FEMALE, NEUTER, PLURAL; SINGULAR_SPEAKER, PLURAL_SPEAKER; FIRST_PERSON, THIRD_PERSON
Source:  the lists "pronoun of ..." of data/en/words.csv
Shown:   tests/actors/test_speakers.py
"""

from onrecord.language.words import word_list

MALE = word_list("pronoun of a man")
FEMALE = word_list("pronoun of a woman")
NEUTER = word_list("pronoun of a thing")
PLURAL = word_list("pronoun of many")
SINGULAR_SPEAKER = word_list("pronoun of a speaker")
PLURAL_SPEAKER = word_list("pronoun of speakers")

FIRST_PERSON = SINGULAR_SPEAKER | PLURAL_SPEAKER
THIRD_PERSON = MALE | FEMALE | NEUTER | PLURAL
