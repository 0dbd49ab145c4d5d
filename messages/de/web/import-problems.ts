export const importProblems = {
  rows: {
    unreadable_sign:
      "„{text}“ enthält Zeichen, die sich nicht lesen lassen. Speichern Sie die Datei als UTF-8 und lesen Sie sie erneut ein.",
    cells_missing: "Diese Zeile hat {found} Zellen, die Kopfzeile {expected}. Sehen Sie nach, ob die Zeile abbricht.",
    cells_left_over:
      "Diese Zeile hat {found} Zellen, die Kopfzeile {expected}. Setzen Sie Zellen, die das Trennzeichen enthalten, in Anführungszeichen.",
    isbn_scientific:
      "Eine Tabellenkalkulation hat die ISBN zu „{text}“ verkürzt, ihre Ziffern sind verloren. Formatieren Sie die Spalte an der Quelle als Text und exportieren Sie sie neu.",
    price_unreadable: "„{text}“ ist kein Preis. Schreiben Sie ihn wie 12,99.",
    price_ambiguous:
      "„{text}“ lässt sich als zwei verschiedene Preise lesen. Schreiben Sie die Cent mit zwei Ziffern oder legen Sie für die Datei fest, welches Zeichen sie abtrennt.",
    price_negative: "Der Preis „{text}“ liegt unter null. Ein Preis ist null oder mehr.",
    price_fraction: "„{text}“ ist feiner als die kleinste Münze der Währung. Runden Sie den Betrag.",
    price_too_big:
      "Der Preis „{text}“ ist größer als der irgendeines Buches. Sehen Sie nach, ob ein Punkt oder Komma fehlt.",
    price_currency: "Der Preis ist in {currency}, der Laden verkauft in {shop}. Geben Sie ihn in {shop} an.",
    currency_unknown: "Eine Währung „{currency}“ gibt es nicht. Verwenden Sie ihre drei Buchstaben, zum Beispiel EUR.",
    number_unreadable: "„{text}“ ist keine ganze Zahl. Schreiben Sie nur Ziffern.",
    number_negative: "„{text}“ liegt unter null, was hier nie vorkommt.",
    date_unreadable:
      "„{text}“ ist kein Datum, das sich sicher lesen lässt. Schreiben Sie es wie 2023-05-01, das Jahr mit vier Ziffern.",
    date_impossible: "„{text}“ steht in keinem Kalender. Prüfen Sie Tag und Monat.",
    date_far: "„{text}“ hat ein Jahr, das kein Buch hat. Schreiben Sie das Jahr mit vier Ziffern.",
    language_unknown:
      "„{text}“ ist hier als Sprache nicht bekannt. Verwenden Sie ihren Namen oder ihr Kürzel: de, en, fr.",
    format_unknown:
      "„{text}“ ist kein Format, das der Laden verkauft. Verwenden Sie Hardcover, Taschenbuch, Großdruck, Audio-CD oder E-Book.",
    genre_unknown:
      "Ein Genre „{genre}“ gibt es nicht, es bleibt weg. Legen Sie es vorher an, wenn der Laden es braucht.",
    people_guessed:
      "Die Namen in „{text}“ lassen sich auf zwei Arten lesen. Sehen Sie einmal nach; Semikolons zwischen den Personen machen es eindeutig.",
    yes_no_unreadable: "„{text}“ ist weder ja noch nein. Schreiben Sie eines von beiden.",
    json_unreadable:
      "Dieses Objekt ist kein gültiges JSON. Suchen Sie nach einem fehlenden Anführungszeichen oder Komma.",
    not_an_object: "Das ist kein Objekt mit den Feldern eines Buches. Setzen Sie jedes Buch in geschweifte Klammern.",
    reference_missing:
      "Der Datensatz hat keine eigene Referenz. Er wird über seine ISBN gelesen; bitten Sie den Absender um Referenzen.",
    notification_missing:
      "Der Datensatz sagt nicht, welche Art Meldung er ist. Er wird als vollständiger Satz gelesen.",
    notification_unknown:
      "„{notification}“ ist keine Meldungsart, die ONIX kennt. Fragen Sie den Absender, was gemeint ist.",
    notification_other:
      "Dieser Datensatz ist ein Test oder meldet einen Verkauf (Art {notification}); er ändert nichts.",
    isbn_missing:
      "Hier fehlt die ISBN, das Buch ließe sich nicht wiederfinden. Ergänzen Sie sie oder legen Sie das Buch von Hand an.",
    isbns_differ:
      "Der Datensatz hat zwei verschiedene ISBN: {first} und {second}. Fragen Sie den Absender, welche stimmt.",
    title_missing: "Der Datensatz nennt keinen Titel. Ein Buch, das hier neu ist, braucht einen.",
    title_level:
      "Der Datensatz hat keinen eigenen Titel, nur den des Ganzen, zu dem er gehört: „{text}“. Sehen Sie einmal nach.",
    contributor_nameless: "Bei einer beteiligten Person fehlt der Name. Die anderen sind gelesen.",
    role_unknown:
      "{name} bleibt weg: Die Rolle „{role}“ kennt der Laden nicht. Ergänzen Sie den Namen von Hand, wenn er auf die Seite gehört.",
    form_missing:
      "Der Datensatz sagt nicht, ob es ein Hardcover, ein Taschenbuch oder etwas anderes ist. Ein Buch, das hier neu ist, braucht das.",
    form_unsold: "Produkte der Form „{form}“ verkauft der Laden nicht, dieses bleibt draußen.",
    language_missing: "Der Datensatz nennt die Sprache des Buches nicht. Ein Buch, das hier neu ist, braucht sie.",
    pages_unreadable: "„{text}“ ist keine Seitenzahl, die Angabe bleibt weg.",
    subject_unmapped:
      "Keines seiner Themen ({codes}) führt zu einem Genre. Nehmen Sie eines davon in die Themenliste auf.",
    publisher_missing: "Der Datensatz nennt keinen Verlag. Es bleibt der, der hier steht.",
    status_withdrawn: "Der Verlag verkauft dieses Buch nicht mehr (Status {status}), es geht aus dem Verkauf.",
    status_unknown: "„{status}“ ist kein Status, den ONIX kennt. Ob das Buch verkauft wird, bleibt, wie es ist.",
    status_contradicts:
      "Status ({status}) und Verfügbarkeit widersprechen sich. Ob das Buch verkauft wird, bleibt, wie es ist.",
    price_missing:
      "Der Datensatz hat keinen Preis. Es bleibt der, der hier steht; ein neues Buch wartet im Archiv darauf.",
    price_without_tax:
      "Der einzige Preis ist ohne Steuer: {text}. Er bleibt weg, denn im Laden gelten Preise mit Steuer; tragen Sie ihn von Hand ein.",
    price_other_currency:
      "Der Preis ist in {currency} ({text}), der Laden verkauft in {shop}. Er bleibt weg; tragen Sie ihn von Hand ein.",
    prices_differ:
      "Der Datensatz hat zwei Preise derselben Art: {first} und {second}. Gelesen ist der erste; prüfen Sie, ob er stimmt.",
    unpriced: "Der Verlag hat noch keinen Preis festgelegt. Ein neues Buch wartet im Archiv darauf.",
    availability_unknown: "„{availability}“ ist keine Verfügbarkeit, die ONIX kennt. Die Angabe ist übergangen.",
    stock_unreadable: "„{text}“ ist keine Anzahl von Exemplaren. Bitten Sie den Absender um eine ganze Zahl.",
    text_empty: "Die Beschreibung enthält keine Wörter. Es bleibt die, die hier steht.",
    relation_nameless:
      "Eine andere Ausgabe ist ohne ISBN genannt und nicht zu finden. Verbinden Sie die beiden von Hand.",
    twice_in_record: "Der Datensatz sagt dies mehrmals. Gelesen ist die erste Angabe.",
  },
  files: {
    empty: "In der Datei steht nichts. Sehen Sie nach, ob sie gespeichert ist, und wählen Sie sie noch einmal aus.",
    archive: "Das ist ein gepacktes Archiv (etwa ein ZIP). Entpacken Sie es und wählen Sie die Datei darin.",
    spreadsheet:
      "Das ist eine Tabellendatei, nicht ihre Zeilen als Text. Speichern Sie sie als CSV (UTF-8) und wählen Sie diese Datei.",
    image: "Das ist ein Bild. Wählen Sie die Datei mit den Büchern.",
    pdf: "Das ist ein PDF. Bitten Sie um die Liste als CSV, JSON oder ONIX.",
    not_text: "Diese Datei ist kein Text. Wählen Sie eine mit CSV, JSON oder ONIX.",
    no_header:
      "Die erste Zeile benennt die Spalten nicht. Schreiben Sie dort ihre Namen hin: ISBN, Titel, Preis und so weiter.",
    no_rows: "In der Datei stehen keine Bücher, nur ihr Anfang. Sehen Sie nach, ob sie vollständig gespeichert ist.",
    no_known_column:
      "Keine der Spalten ist bekannt. Benennen Sie sie in der ersten Zeile: ISBN, Titel, Preis und so weiter.",
    columns_changed:
      "Die Datei hat {found} Spalten, erwartet waren {expected}. Sagen Sie noch einmal, was jede Spalte ist.",
    column_twice: "Die Spalte „{column}“ gibt es zweimal. Nehmen Sie eine heraus, damit klar ist, welche gilt.",
    too_many_columns:
      "Die Datei hat {found} Spalten; bis zu {most} lassen sich lesen. Behalten Sie die, die etwas über Bücher sagen.",
    line_too_long:
      "Zeile {line} endet auch nach einer Million Zeichen nicht. Sehen Sie nach, ob die Datei vollständig ist und ihre Zeilen getrennt sind.",
    quote_open:
      "Ein Anführungszeichen, das in Zeile {line} beginnt, schließt sich nie. Schließen Sie es, oder schreiben Sie es doppelt, wo es zum Text gehört.",
    json_broken:
      "Bei Buch {line} steht etwas zwischen den Büchern, das nicht dorthin gehört. Suchen Sie nach einem fehlenden Komma.",
    json_truncated: "Die Datei bricht bei Buch {line} ab. Holen Sie sie noch einmal vollständig.",
    json_not_a_list:
      "Die Datei ist keine Liste von Büchern. Sie beginnt mit einer eckigen Klammer, oder ein Buch in geschweiften Klammern folgt auf das andere.",
    xml_broken: "Datensatz {line} ist kein wohlgeformtes XML. Bitten Sie den Absender um eine Datei, die es ist.",
    xml_truncated: "Die Datei bricht bei Datensatz {line} ab. Holen Sie sie noch einmal vollständig.",
    doctype:
      "Die Datei legt einen eigenen Dokumenttyp fest, was aus Sicherheitsgründen abgelehnt wird. Bitten Sie um ONIX 3.0, das keinen braucht.",
    entity:
      "Datensatz {line} verwendet eine Entität, die XML nicht von sich aus kennt; das wird aus Sicherheitsgründen abgelehnt. Bitten Sie um das Zeichen selbst an ihrer Stelle.",
    encoding_unknown:
      "Die Datei nennt als Zeichenkodierung „{encoding}“, die hier nicht bekannt ist. Bitten Sie um UTF-8.",
    encoding_wrong:
      "Die Datei nennt als Zeichenkodierung „{encoding}“, ist aber anders geschrieben. Bitten Sie um eine Datei, die sagt, was sie ist, am besten UTF-8.",
    not_onix: "Das ist XML, aber keine ONIX-Nachricht. Wählen Sie die Datei, die mit ONIXMessage beginnt.",
    onix_2:
      "Das ist ONIX 2.1, das seit 2014 nicht mehr gepflegt wird. Bitten Sie den Absender um ONIX 3.0: Fast jeder, der das eine hat, hat auch das andere.",
    too_deep:
      "Datensatz {line} ist tiefer verschachtelt als der eines Buches. Bitten Sie den Absender um eine ordentliche Datei.",
  },
} as const;
