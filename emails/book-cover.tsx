import { Img } from "react-email";
import { mailCoverPath, type Covered } from "../components/book/cover-path.ts";
import { light } from "./paper.ts";

const WIDTH = 56;
/** Outlook knows no floats, and React no such attribute. */
const outlook = { align: "left" };

/**
 * A small cover at the left of what is said of its book, which names it: the picture itself is decoration. Nothing for a book
 * that has no picture any more.
 */
export function BookCover({ book, shopUrl }: { book: Covered; shopUrl: string }) {
  if (book.coverKey === "") return null;
  return (
    <Img
      src={`${shopUrl}${mailCoverPath(book)}`}
      alt=""
      width={WIDTH}
      height={WIDTH * 1.5}
      {...outlook}
      className="l-rule"
      style={{
        float: "left",
        width: `${WIDTH}px`,
        height: "auto",
        margin: "2px 16px 2px 0",
        border: `1px solid ${light("rule")}`,
      }}
    />
  );
}
