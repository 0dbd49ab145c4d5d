/**
 * The elements of ONIX for Books 3.0 that are read, by reference name and short tag. One table serves both forms of the
 * standard: the tree that the reader builds has reference names alone.
 */
const pairs = `
  ONIXMessage ONIXmessage
  Header header
  DefaultCurrencyCode m186
  DefaultPriceType x310
  DefaultLanguageOfText m184
  Product product
  RecordReference a001
  NotificationType a002
  DeletionText a199
  ProductIdentifier productidentifier
  ProductIDType b221
  IDValue b244
  DescriptiveDetail descriptivedetail
  ProductComposition x314
  ProductForm b012
  Collection collection
  CollectionType x329
  CollectionSequence collectionsequence
  CollectionSequenceType x479
  CollectionSequenceNumber x481
  EditionType x419
  TitleDetail titledetail
  TitleType b202
  TitleElement titleelement
  SequenceNumber b034
  TitleElementLevel x409
  PartNumber x410
  TitleText b203
  TitlePrefix b030
  NoPrefix x501
  TitleWithoutPrefix b031
  Subtitle b029
  Contributor contributor
  ContributorRole b035
  PersonName b036
  PersonNameInverted b037
  TitlesBeforeNames b038
  NamesBeforeKey b039
  PrefixToKey b247
  KeyNames b040
  NamesAfterKey b041
  SuffixToKey b248
  CorporateName b047
  UnnamedPersons b249
  NoContributor n339
  Language language
  LanguageRole b253
  LanguageCode b252
  Extent extent
  ExtentType b218
  ExtentValue b219
  ExtentUnit b220
  Subject subject
  MainSubject x425
  SubjectSchemeIdentifier b067
  SubjectCode b069
  SubjectHeadingText b070
  CollateralDetail collateraldetail
  TextContent textcontent
  TextType x426
  Text d104
  PublishingDetail publishingdetail
  Imprint imprint
  ImprintName b079
  Publisher publisher
  PublishingRole b291
  PublisherName b081
  PublishingStatus b394
  PublishingDate publishingdate
  PublishingDateRole x448
  DateFormat j260
  Date b306
  RelatedMaterial relatedmaterial
  RelatedProduct relatedproduct
  ProductRelationCode x455
  RelatedWork relatedwork
  WorkRelationCode x454
  WorkIdentifier workidentifier
  WorkIDType b201
  ProductSupply productsupply
  SupplyDetail supplydetail
  ProductAvailability j396
  Stock stock
  OnHand j350
  UnpricedItemType j192
  Price price
  PriceType x462
  PriceAmount j151
  CurrencyCode j152
`;

const pairsOf = pairs
  .trim()
  .split("\n")
  .map((pair) => pair.trim().split(" ") as [string, string]);

/** Reference name by reference name and by short tag. */
export const referenceNames: ReadonlyMap<string, string> = new Map(
  pairsOf.flatMap(([reference, short]) => [[reference, reference] as const, [short, reference] as const]),
);

/** Short tag by reference name. */
export const shortTags: ReadonlyMap<string, string> = new Map(pairsOf);

/** Elements that only Product records of ONIX 2.1 have at their top. */
export const elementsOfOnix2: ReadonlySet<string> = new Set(
  "ISBN EAN13 Title DistinctiveTitle TitleOfSeries Series OtherText MediaFile b004 b005 title b028 series othertext".split(
    " ",
  ),
);
