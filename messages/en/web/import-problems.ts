/** What is told of rows and files that are brought in: what is wrong, then what to do. */
export const importProblems = {
  rows: {
    unreadable_sign: "“{text}” has signs that cannot be read. Save the file as UTF-8 and bring it in again.",
    cells_missing: "This row has {found} cells where the header has {expected}. Look for a line that breaks off.",
    cells_left_over:
      "This row has {found} cells where the header has {expected}. Put cells that hold the delimiter in quotation marks.",
    isbn_scientific:
      "A spreadsheet shortened the ISBN to “{text}”, and its digits are lost. Format the column as text in the source and export it again.",
    price_unreadable: "“{text}” is no price. Write it like 12.99.",
    price_ambiguous:
      "“{text}” can be read as two different prices. Write two digits for the cents, or say for the file which sign parts them.",
    price_negative: "The price “{text}” is below zero. A price is zero or more.",
    price_fraction: "“{text}” has parts smaller than the currency’s smallest coin. Round it.",
    price_too_big: "The price “{text}” is bigger than any book’s. Look for a missing point or comma.",
    price_currency: "The price is in {currency}, and the shop sells in {shop}. Give it in {shop}.",
    currency_unknown: "There is no currency “{currency}”. Use its three letters, EUR for example.",
    number_unreadable: "“{text}” is no whole number. Write digits alone.",
    number_negative: "“{text}” is below zero, which this number never is.",
    date_unreadable:
      "“{text}” is no date that can be read for certain. Write it like 2023-05-01, with four digits for the year.",
    date_impossible: "“{text}” is in no calendar. Look at the day and the month.",
    date_far: "“{text}” has a year that no book has. Write four digits for the year.",
    language_unknown: "“{text}” is no language that is known here. Use its name, or its letters: en, de, fr.",
    format_unknown:
      "“{text}” is no format that the shop sells. Use hardback, paperback, large print, audio CD or e-book.",
    genre_unknown: "There is no genre “{genre}”, so it is left out. Make the genre first if the shop needs it.",
    people_guessed:
      "The names in “{text}” can be read in two ways. Look at them once; semicolons between people make it clear.",
    yes_no_unreadable: "“{text}” is neither yes nor no. Write one of them.",
    json_unreadable: "This object is not written as JSON. Look for a missing quotation mark or comma.",
    not_an_object: "This is no object with a book’s fields. Put each book in curly brackets.",
    reference_missing: "The record has no reference of its own. It is read by its ISBN; ask the sender for references.",
    notification_missing: "The record does not say what kind of notice it is. It is read as a whole record.",
    notification_unknown: "“{notification}” is no kind of notice that ONIX knows. Ask the sender what it means.",
    notification_other:
      "This record is a test or a notice of a sale (kind {notification}), so nothing is changed by it.",
    isbn_missing: "There is no ISBN, so the book could not be found again. Add it, or make the book by hand.",
    isbns_differ: "The record has two different ISBNs: {first} and {second}. Ask the sender which is right.",
    title_missing: "The record names no title. A book that is new here needs one.",
    title_level:
      "The record has no title of its own, only that of the whole it is a part of: “{text}”. Look at it once.",
    contributor_nameless: "Somebody took part whose name is missing. The others are read.",
    role_unknown: "{name} is left out: the shop has no role “{role}”. Add the name by hand if it belongs on the page.",
    form_missing:
      "The record does not say whether it is a hardback, a paperback or something else. A book that is new here needs that.",
    form_unsold: "The shop does not sell products of the form “{form}”, so this one stays out.",
    language_missing: "The record does not say in which language the book is. A book that is new here needs that.",
    pages_unreadable: "“{text}” is no number of pages, so it is left out.",
    subject_unmapped: "None of its subjects ({codes}) leads to a genre. Add one of them to the table of subjects.",
    publisher_missing: "The record names no publisher. The one that stands here stays.",
    status_withdrawn: "The publisher does not sell this book any more (status {status}), so it goes off sale.",
    status_unknown: "“{status}” is no publishing status that ONIX knows. Whether the book is on sale stays as it is.",
    status_contradicts:
      "The publishing status ({status}) and the availability say opposite things. Whether the book is on sale stays as it is.",
    price_missing: "The record has no price. The one that stands here stays; a new book waits in the archive for one.",
    price_without_tax:
      "The only price is without tax: {text}. It is left out, since shoppers pay with tax; enter the price by hand.",
    price_other_currency:
      "The price is in {currency} ({text}), and the shop sells in {shop}. It is left out; enter the price by hand.",
    prices_differ:
      "The record has two prices of one kind: {first} and {second}. The first is read; look whether it is right.",
    unpriced: "The publisher has not set a price yet. A new book waits in the archive for one.",
    availability_unknown: "“{availability}” is no availability that ONIX knows. It is passed over.",
    stock_unreadable: "“{text}” is no number of copies. Ask the sender for a whole number.",
    text_empty: "The description holds no words. The one that stands here stays.",
    relation_nameless: "Another edition is named without an ISBN, so it cannot be found. Join the two by hand.",
    twice_in_record: "The record says this more than once. The first is read.",
  },
  files: {
    empty: "There is nothing in the file. Look whether it was saved, and choose it again.",
    archive: "This is a packed archive (a ZIP or the like). Unpack it and choose the file inside.",
    spreadsheet: "This is a spreadsheet, not its rows as text. Save it as CSV (UTF-8) and choose that file.",
    image: "This is a picture. Choose the file that holds the books.",
    pdf: "This is a PDF. Ask for the list as CSV, JSON or ONIX.",
    not_text: "This file is not text. Choose one that is CSV, JSON or ONIX.",
    no_header: "The first row does not name the columns. Put their names there: ISBN, title, price and so on.",
    no_rows: "The file has no books in it, only its beginning. Look whether it was saved whole.",
    no_known_column:
      "None of the columns could be recognised. Name them in the first row: ISBN, title, price and so on.",
    columns_changed: "The file has {found} columns where {expected} were expected. Say again what each column is.",
    column_twice: "The column “{column}” is there twice. Take one of them out, so that it is clear which counts.",
    too_many_columns:
      "The file has {found} columns; up to {most} can be read. Keep those that say something about books.",
    line_too_long:
      "Row {line} has no end within a million characters. Look whether the file is whole and its lines are parted.",
    quote_open:
      "A quotation mark opened in line {line} is never closed. Close it, or write it twice where it belongs to the text.",
    json_broken:
      "Something stands between the books at number {line} that does not belong there. Look for a missing comma.",
    json_truncated: "The file breaks off at book {line}. Fetch it again, whole.",
    json_not_a_list:
      "The file is no list of books. It begins with a square bracket, or has one book in curly brackets after another.",
    xml_broken: "Record {line} is not well-formed XML. Ask the sender for a file that is.",
    xml_truncated: "The file breaks off at record {line}. Fetch it again, whole.",
    doctype:
      "The file defines a document type of its own, which is refused for safety. Ask for ONIX 3.0, which needs none.",
    entity:
      "Record {line} uses an entity that XML does not know by itself, which is refused for safety. Ask for the sign itself in its place.",
    encoding_unknown: "The file says it is written in “{encoding}”, which is not known here. Ask for UTF-8.",
    encoding_wrong:
      "The file says it is written in “{encoding}”, and it is not. Ask for a file that says what it is, UTF-8 at best.",
    not_onix: "This is XML, but no ONIX message. Choose the file that begins with ONIXMessage.",
    onix_2:
      "This is ONIX 2.1, which its makers retired in 2014. Ask the sender for ONIX 3.0: nearly everybody who has the one has the other.",
    too_deep: "Record {line} nests deeper than any book’s. Ask the sender for a proper file.",
  },
} as const;
