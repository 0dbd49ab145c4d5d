import { account } from "./account.ts";
import { admin } from "./admin.ts";
import { audit } from "./audit.ts";
import { book } from "./book.ts";
import { cart } from "./cart.ts";
import { catalogue } from "./catalogue.ts";
import { checkout } from "./checkout.ts";
import { covers } from "./covers.ts";
import { feeds } from "./feeds.ts";
import { form } from "./form.ts";
import { frame } from "./frame.ts";
import { home } from "./home.ts";
import { imports } from "./imports.ts";
import { importProblems } from "./import-problems.ts";
import { incidents } from "./incidents.ts";
import { language } from "./language.ts";
import { jobs } from "./jobs.ts";
import { list } from "./list.ts";
import { login } from "./login.ts";
import { notifications } from "./notifications.ts";
import { order } from "./order.ts";
import { password } from "./password.ts";
import { pay } from "./pay.ts";
import { people } from "./people.ts";
import { prebooking } from "./prebooking.ts";
import { refusals } from "./refusals.ts";
import { register } from "./register.ts";
import { reviews } from "./reviews.ts";
import { track } from "./track.ts";
import { unsubscribe } from "./unsubscribe.ts";
import { verify } from "./verify.ts";
import { wishlist } from "./wishlist.ts";

export const web = {
  admin,
  catalogue,
  covers,
  feeds,
  audit,
  people,
  form,
  frame,
  home,
  book,
  imports,
  importProblems,
  incidents,
  language,
  jobs,
  list,
  refusals,
  cart,
  checkout,
  login,
  register,
  password,
  verify,
  account,
  notifications,
  order,
  pay,
  track,
  prebooking,
  unsubscribe,
  reviews,
  wishlist,
} as const;
