/** Countries an address form knows a postcode for: what it looks like, and an example to show. */
export const postcodes: Record<string, { pattern: RegExp; example: string }> = {
  DE: { pattern: /^\d{5}$/, example: "04229" },
  AT: { pattern: /^\d{4}$/, example: "1070" },
  CH: { pattern: /^\d{4}$/, example: "8001" },
  FR: { pattern: /^\d{5}$/, example: "75011" },
  NL: { pattern: /^\d{4} ?[A-Za-z]{2}$/, example: "1017 AB" },
  BE: { pattern: /^\d{4}$/, example: "1000" },
  IE: { pattern: /^[A-Za-z]\d[\dWw] ?[A-Za-z\d]{4}$/, example: "D02 AF30" },
  GB: { pattern: /^[A-Za-z]{1,2}\d[A-Za-z\d]? ?\d[A-Za-z]{2}$/, example: "EH1 1YZ" },
  US: { pattern: /^\d{5}(-\d{4})?$/, example: "02138" },
};
