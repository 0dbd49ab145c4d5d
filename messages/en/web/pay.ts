/** Paying: what a gateway's page is told, the way back from it, and the demo gateway's own page. */
export const pay = {
  delivery: "Delivery",
  title: "Demo payment",
  banner: "Demo payment: no money moves",
  heading: "Demo payment",
  text: "This page stands where a bank’s would. Decide what it should answer.",
  order: "Order",
  amount: "Amount",
  pay: "Pay",
  payHint: "The payment succeeds, and the order is confirmed.",
  decline: "Decline",
  declineHint: "The card is declined. You can try again from the order’s page.",
  leave: "Leave without paying",
  leaveHint: "Nothing happens. The order waits, and you can pay later.",
  busy: "One moment",
  back: "Back to the order",
  closed: {
    paid: { heading: "This is paid already", text: "Nothing is left to do here." },
    declined: { heading: "This payment was declined", text: "Nothing was charged. Go back to the order to try again." },
    expired: {
      heading: "This payment is closed",
      text: "Its time is over, or another try has taken its place. Nothing was charged here. The order’s page tells where it stands.",
    },
  },
} as const;
