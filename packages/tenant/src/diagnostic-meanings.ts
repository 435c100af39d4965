import type { Code } from './diagnostic.ts'

/** What each code means and what an author does about it: one page for people is made of it, `docs/diagnostics.md`. */
export const MEANINGS: Readonly<Record<Code, { readonly means: string; readonly todo: string }>> = {
  LOAD_FAILED: {
    means:
      'A file of the configuration or of a tenant could not be loaded: it does not parse, throws, or imports what is not there.',
    todo: 'Open the file at the line that is named. Two files that import each other need a third for what both use.',
  },
  UNKNOWN_KEY: {
    means: 'There is no such key, or no such column of a table.',
    todo: 'Correct its spelling; the keys that exist are listed.',
  },
  INVALID_VALUE: {
    means:
      'A value is missing, or not of the kind that belongs there. A rule that answers no yes or no is one of these.',
    todo: 'Write a value of the kind that is named.',
  },
  TABLE_UNREADABLE: {
    means: 'A CSV file is not there, or is no CSV in UTF-8.',
    todo: 'Save it as CSV in UTF-8, with a header and as many cells in each line.',
  },
  LAYER_CYCLE: {
    means: 'A tenant or layer extends itself, directly or through another.',
    todo: 'A layer knows nothing of those that extend it: give one of the two another id.',
  },
  LAYER_CONFLICT: {
    means: 'Two layers define the same thing differently.',
    todo: 'Define it in the tenant too: its own word settles it.',
  },
  UNKNOWN_EXTENSION: {
    means: 'The tenant enables an extension that the configuration does not have.',
    todo: 'Install its package and name it in `extensions` of `onewindow.config.ts`, or correct its spelling.',
  },
  LAYER_EXTENSION: {
    means: 'A layer enables an extension.',
    todo: 'Name it in the tenants that use it: a layer is never deployed.',
  },
  UNKNOWN_ACTION: {
    means: 'A role is given an action of an extension that is not enabled, or that has no such action.',
    todo: 'Enable the extension, or correct the action.',
  },
  EXTENSION_FACT: {
    means: 'The tenant defines a fact of an extension in another way than the extension reads it.',
    todo: 'Define it as the extension does, or leave it to the extension.',
  },
  DUPLICATE_ID: {
    means: 'Two things of a list have one id.',
    todo: 'Remove one, or give it an id of its own.',
  },
  RESERVED_ID: {
    means: 'Core itself holds a fact of this id.',
    todo: 'Remove the definition; rules can read the fact.',
  },
  TENANT_INCOMPLETE: {
    means:
      'A tenant lacks what it needs to be deployed: areas, a window, a role, formats, a complete language.',
    todo: 'Add it, or declare the definition a layer.',
  },
  MISSING_NAME: {
    means: 'An area, institution, office, committee or document has no name in a complete language.',
    todo: 'Add the name, or declare the language as not complete.',
  },
  UNKNOWN_LEVEL: { means: 'There is no such level of areas.', todo: 'Name one of `levels`.' },
  UNKNOWN_AREA: { means: 'There is no such area.', todo: 'Define it, or name one that exists.' },
  UNKNOWN_INSTITUTION: {
    means: 'There is no such institution.',
    todo: 'Define it, or name one that exists.',
  },
  UNKNOWN_OFFICE: {
    means: 'The institution has no such office.',
    todo: 'Define it, or name one of its own.',
  },
  UNKNOWN_OFFICE_KIND: {
    means: 'The institution has no office of the kind that a family would be sent to.',
    todo: 'Add the office, or name a kind that it has.',
  },
  UNKNOWN_COMMITTEE_KIND: {
    means: 'No institution has a committee of the kind that issues a fact.',
    todo: 'Define the committee, or name a kind that exists.',
  },
  UNKNOWN_DOCUMENT: { means: 'There is no such paper.', todo: 'Define it, or name one that exists.' },
  UNKNOWN_IDENTIFIER: {
    means: 'There is no such kind of document number.',
    todo: 'Define it, or name one that exists.',
  },
  UNKNOWN_REMEDY: { means: 'There is no such remedy.', todo: 'Define it, or name one that exists.' },
  UNKNOWN_FACT: {
    means: 'A rule or a survey reads a fact that is not defined.',
    todo: 'Define it, or name one that exists.',
  },
  UNKNOWN_PARAMETER: {
    means: 'A rule reads a parameter that is not defined.',
    todo: 'Define it, or name one that exists.',
  },
  UNKNOWN_PROGRAMME: { means: 'There is no such programme.', todo: 'Define it, or name one that exists.' },
  UNKNOWN_LOCALE: {
    means: 'A language falls back to one that is not declared.',
    todo: 'Declare it, or name one that is.',
  },
  UNKNOWN_CURRENCY: { means: 'ISO 4217 has no such currency.', todo: 'Write its three letters.' },
  UNKNOWN_TIME_ZONE: {
    means: 'There is no such time zone.',
    todo: 'Name one of the IANA database, such as Asia/Karachi.',
  },
  DATES_REVERSED: {
    means: 'Something ends before it begins.',
    todo: '`to` is the first day after the end: correct one of the two.',
  },
  AREA_PARENT: {
    means: 'An area does not lie in one of a higher level, or lies in itself.',
    todo: 'Name a parent of a level above it.',
  },
  AREA_DATES: {
    means: 'An area exists while its parent does not.',
    todo: 'Correct the dates, or name the parent of those years.',
  },
  PREDECESSOR_DATES: {
    means: 'An area does not begin after the one it was made of.',
    todo: 'Say from when both exist.',
  },
  WINDOW_AREA: {
    means: 'A window works in an area that is not of the operating level, or is not there when it opens.',
    todo: 'Name an area of the operating level that exists on that day.',
  },
  OFFICE_CYCLE: {
    means: 'An office lies above itself.',
    todo: 'Correct the parents: the tree ends at an office without one.',
  },
  TERMS_OVERLAP: {
    means: 'Two terms of a committee overlap.',
    todo: 'Give the earlier one its first day out of office.',
  },
  FACT_INCONSISTENT: {
    means:
      'Keys of a fact do not go together: a choice without options, a boolean with a scale, bounds the wrong way round.',
    todo: 'Add or remove the key that is named.',
  },
  PATTERN_UNSAFE: {
    means:
      'A pattern of document numbers says more than the shape of a number, and could take very long to test.',
    todo: 'Write ^, characters or classes with exact or bounded counts, and $.',
  },
  DEMO_PATTERN: {
    means: 'A made-up document number could be a real one.',
    todo: 'Let demo numbers begin with a character that no authority issues.',
  },
  HISTORY_ORDER: {
    means: 'Dated values are not in their order.',
    todo: 'List them from the oldest to the newest.',
  },
  HISTORY_OVERLAP: {
    means: 'A dated value holds until after the next one begins.',
    todo: 'Leave `to` out: a value holds until the next one begins. Sources that disagree begin on one day.',
  },
  VALUE_SCALE: {
    means: 'A value has more digits after the point than its parameter.',
    todo: 'Round it as its source does, or raise the scale.',
  },
  NO_LEGAL_BASIS: {
    means: 'A programme names no law, rules or order. It is deployed all the same.',
    todo: 'Find it, and add `legalBasis` with its evidence.',
  },
  NO_CRITERIA: {
    means: 'A programme has no criteria: everybody would be eligible.',
    todo: 'Add what is asked for; a condition whose test was not found has the rule `unknown`.',
  },
  UNIT_MISMATCH: {
    means:
      'A rule compares or adds amounts of different units, or pays one by another period than it is stated for.',
    todo: 'Correct a unit, or convert one in the rule.',
  },
  RULE_INVALID: {
    means: 'A rule reads something as what it is not: another type, scale, subject or option.',
    todo: 'Read it as it is defined.',
  },
  ROUND_MISMATCH: {
    means: 'A score is compared with a limit of another survey round, or without saying of which.',
    todo: 'Name the parameter whose rounds count, and give its values their rounds.',
  },
  BENEFIT_SCALE: {
    means: 'An amount is not counted in the minor units of its currency.',
    todo: 'Give its parameters the scale of the currency.',
  },
  SCORECARD_RANGES: {
    means: 'Ranges of a scorecard are out of order or overlap.',
    todo: 'List [from, to, percent] from the lowest score; both ends are inclusive.',
  },
  SURVEY_FACT: {
    means: 'A survey asks what it may not, or need not.',
    todo: 'Take the fact out of the survey.',
  },
  LIST_LAYOUT: {
    means: 'The layout of an institution’s list contradicts itself, or names what is not its own.',
    todo: 'Correct what is named.',
  },
  UNKNOWN_STATEMENT: {
    means: 'A letter confirms what is stated nowhere.',
    todo: 'Name a place as `onewindow rulesheet --format json` lists them.',
  },
  CONFIRMED_BY_OTHER: {
    means: 'A letter confirms a statement about the programme of another institution.',
    todo: 'Ask the institution that runs the programme.',
  },
  CONFIRMED_WITHOUT_LETTER: {
    means: 'Something is marked as confirmed, and no letter confirms it as it is stated now.',
    todo: 'Mark it as it was found, and record the letter under `confirmations`: that raises the mark.',
  },
  CONFIRMATION_LAPSED: {
    means:
      'What a letter confirmed is stated otherwise now. Its mark is again the one that it was found with.',
    todo: 'Have the new sheet signed, or take the statement out of the letter.',
  },
  FALLBACK_CYCLE: {
    means: 'Languages fall back to each other in a circle.',
    todo: 'Let the chain end at a complete language.',
  },
  FALLBACK_INCOMPLETE: {
    means: 'Neither a language nor any that it falls back to has every text.',
    todo: 'Add a fallback to a complete language.',
  },
  INTL_UNKNOWN: {
    means: 'JavaScript knows no numbers and dates of this language, and would take English ones.',
    todo: 'Name a related language that it knows.',
  },
  MISSING_TEXT: {
    means: 'A complete language lacks a text that people see.',
    todo: 'Add it, or declare the language as not complete.',
  },
  UNUSED_TEXT: { means: 'Nothing shows this text.', todo: 'Remove it, or correct its key.' },
  MESSAGE_SYNTAX: {
    means: 'A text is no ICU message.',
    todo: 'Close every brace, and give every plural an `other`.',
  },
  MESSAGE_PLACEHOLDERS: {
    means: 'A text uses a value that it is not given, or leaves out one that it should show.',
    todo: 'Use what the English text uses.',
  },
}
