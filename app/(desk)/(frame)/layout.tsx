import { Frame } from "../_frame/frame";

export default function FrameLayout({ children }: LayoutProps<"/">) {
  return <Frame>{children}</Frame>;
}
