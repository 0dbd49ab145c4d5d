import { Drawing, framePaths } from "./frame-icon";

/** The drawn set: 20 × 20, stroked in the colour of the text around it. */
const paths = {
  ...framePaths,
  arrow: "M4 10h12m-4.5-4.5L16 10l-4.5 4.5",
  box: "m3 6.5 7-3.5 7 3.5v7L10 17l-7-3.5zM3 6.5l7 3.5 7-3.5M10 10v7",
  chart: "M3.5 3.5v13h13M7 13v-3m3.5 3V7M14 13V5",
  close: "m5 5 10 10M15 5 5 15",
  download: "M10 3.5V13m-4-4 4 4 4-4M3.5 14v2.5h13V14",
  filter: "M3 6h14M5.5 10h9M8 14h4",
  gear: "M10 7.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM10 2.8v2.4m0 9.6v2.4M2.8 10h2.4m9.6 0h2.4M4.9 4.9l1.7 1.7m6.8 6.8 1.7 1.7m0-10.2-1.7 1.7m-6.8 6.8-1.7 1.7",
  heart: "M10 16.5S3.2 12.6 3.2 7.7A3.6 3.6 0 0 1 10 6a3.6 3.6 0 0 1 6.8 1.7c0 4.9-6.8 8.8-6.8 8.8z",
  home: "M3 9.5 10 4l7 5.5V17h-5v-4.5H8V17H3z",
  inbox: "M3 11.5 5.2 4h9.6L17 11.5V16H3zM3 11.5h4l1 2h4l1-2h4",
  menu: "M3 6h14M3 10h14M3 14h14",
  minus: "M4.5 10h11",
  people:
    "M7.5 4.3a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 0 0 0-5.4zM2.5 16c.5-3 2.4-4.4 5-4.4s4.5 1.4 5 4.4M13 4.6a2.7 2.7 0 0 1 0 4.9M14.5 11.9c1.7.5 2.7 1.9 3 4.1",
  plus: "M10 4.5v11M4.5 10h11",
  print: "M6 7V3.5h8V7M6 14H3.5V7h13v7H14M6 11.5h8v5H6z",
  return: "M7 4 3 8l4 4M3.5 8h8a5 5 0 0 1 0 9.5H8",
  star: "m10 2.8 2.2 4.7 5 .6-3.7 3.5 1 5.1L10 14.2l-4.5 2.5 1-5.1L2.8 8.1l5-.6z",
  store:
    "M3.5 9v7.5h13V9M2.5 8l1.5-4.5h12L17.5 8c-.8 1.3-3.2 1.3-3.8 0-.7 1.3-3 1.3-3.7 0-.7 1.3-3 1.3-3.7 0-.6 1.3-3 1.3-3.8 0z",
  truck:
    "M2 5.5h9.5V14H2zM11.5 8.5h3.6L18 11.3V14h-6.5M5 16.2a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 3.2zM14.5 16.2a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 3.2z",
  upload: "M10 14V4.5m-4 4 4-4 4 4M3.5 13v3.5h13V13",
} as const;

export type IconName = keyof typeof paths;

/** Decoration beside words; what has no words needs a name on its button or link. */
export function Icon({ name, ...rest }: { name: IconName; small?: boolean; className?: string }) {
  return <Drawing path={paths[name]} {...rest} />;
}
