import { translator, type Locale } from "@/messages";

const star = "m10 2.8 2.2 4.7 5 .6-3.7 3.5 1 5.1L10 14.2l-4.5 2.5 1-5.1L2.8 8.1l5-.6z";

/** Five stars, as many of them lit as the figure comes to, rounded; its name says it exactly. */
export function Stars({ value, locale }: { value: number; locale: Locale }) {
  const average = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(value);
  return (
    <span className="stars" role="img" aria-label={translator(locale, "web.reviews")("stars", { average })}>
      {[1, 2, 3, 4, 5].map((n) => (
        <svg key={n} viewBox="0 0 20 20" aria-hidden="true" className={n > Math.round(value) ? "off" : undefined}>
          <path d={star} />
        </svg>
      ))}
    </span>
  );
}

/** "4.6", with the decimal that its language writes. */
export const averageWords = (average: number, locale: Locale): string =>
  new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(average);
