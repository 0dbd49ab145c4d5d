import { admin } from "./admin.ts";
import { audit } from "./audit.ts";
import { book } from "./book.ts";
import { cart } from "./cart.ts";
import { checkout } from "./checkout.ts";
import { feeds } from "./feeds.ts";
import { form } from "./form.ts";
import { frame } from "./frame.ts";
import { home } from "./home.ts";
import { list } from "./list.ts";
import { login } from "./login.ts";
import { order } from "./order.ts";
import { pay } from "./pay.ts";
import { people } from "./people.ts";
import { refusals } from "./refusals.ts";
import { track } from "./track.ts";

export const web = {
  admin,
  feeds,
  audit,
  people,
  form,
  frame,
  home,
  book,
  list,
  refusals,
  cart,
  checkout,
  login,
  order,
  pay,
  track,
} as const;
