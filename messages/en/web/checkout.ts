/** Check-out: one calm page. */
export const checkout = {
  title: "Check out",
  skip: "Skip to the form",
  footer: {
    questions: "Questions? <link>{email}</link>, answered by a person.",
    demo: "Demo payments: no money moves.",
  },
  contact: {
    heading: "Where may we write to you?",
    email: "Email",
    hint: "For the receipt and the tracking link, nothing else.",
    didYouMean: "Did you mean {address}?",
    take: "Use {address}",
  },
  address: {
    heading: "Where should it go?",
    name: "Full name",
    address: "Address",
    line2: "Flat, floor, company",
    postcode: "Postcode",
    city: "City",
    country: "Country",
    /** In the list of countries. */
    /** For whoever is logged in: one of the account's own addresses. */
    saved: "Your addresses",
    other: "Another address",
    keep: "Keep this address in my account",
    countryFree: "{country}, delivery free",
    countryCosts: "{country}, delivery {price}",
  },
  payment: {
    heading: "Payment",
    text: "You pay on the next page. We hold the books for {minutes, number} minutes while you do.",
    demo: "The next page belongs to a demo gateway: no money moves. We hold the books for {minutes, number} minutes.",
    place: "Place order",
    placing: "Placing your order",
    after: "You can cancel until the parcel leaves; what you paid then goes back in full.",
  },
  summary: {
    books: "{count, plural, one {1 book} other {# books}}",
    lines: "Books in this order",
    times: "{quantity, number} × {price}",
    subtotal: "Books",
    delivery: "Delivery to {country}",
    free: "Free",
    days: "With you in {from, number}–{to, number} working days.",
    daysSame: "With you in {to, plural, one {1 working day} other {# working days}}.",
    freeIn: "{amount} more, and delivery is free.",
    total: "Total",
    vat: "VAT included",
    change: "Change the cart",
  },
  errors: {
    headingOne: "One field needs another look",
    /** `#` is filled in in the browser. */
    headingMany: "# fields need another look",
    kept: "Everything else you typed is kept.",
    email: {
      missing: "We need an address to send the receipt to.",
      noAt: "An email address has an @ in it, for example aoife@example.org.",
      noDot: "This address has no dot after the @.",
      noDotMean: "This address has no dot after the @. Did you mean {address}?",
      shape: "This does not look like an email address. One looks like aoife@example.org.",
    },
    name: "Tell us the name for the parcel.",
    address: "Tell us the street and the number.",
    line2: "This line is too long. Two hundred letters fit.",
    city: "Tell us the city or village.",
    long: "This is too long for a parcel’s label.",
    postcode: {
      missing: "Tell us the postcode, for example {example}.",
      shape: "A postcode there looks like {example}.",
      shapeDigits:
        "{digits, plural, one {One digit} =4 {Four digits} =5 {Five digits} other {# digits}}, for example {example}.",
    },
    country: "Choose a country from the list.",
  },
  refused: {
    cartChanged: {
      heading: "Your cart has changed",
      text: "It was changed in another tab or window. This is how it looks now; place the order again if it is right.",
    },
    cartEmpty: {
      heading: "Your cart is empty",
      text: "Nothing was ordered. What you typed is kept on this page.",
    },
    total: {
      heading: "The total is now {total}",
      delivery: "With delivery to {country} it comes to {total}. Place the order again if that is right.",
      text: "A price or the delivery has changed since this page was shown. Place the order again if that is right.",
    },
    stock: {
      heading: "Not everything is there any more",
      some: "“{title}”: {available, plural, one {only 1 copy is left} other {only # copies are left}}.",
      none: "“{title}” has just sold out.",
      text: "Nothing was ordered yet. Change the cart; what you typed here is kept.",
    },
    country: {
      heading: "We do not send there yet",
      text: "Choose another country, or write to us.",
    },
    other:
      "We could not place the order just now. Nothing was charged, and nothing you typed is lost; try again in a minute.",
  },
} as const;
