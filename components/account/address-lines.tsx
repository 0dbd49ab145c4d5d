import type { Locale } from "@/messages";
import type { SavedAddress } from "@/shop/identity/model";
import { countryName } from "../ui/format";

/** An address as it stands on a parcel. */
export function AddressLines({ address, locale }: { address: SavedAddress; locale: Locale }) {
  return (
    <address className="not-italic wrap-anywhere">
      <b className="font-operate">{address.name}</b>
      <br />
      {address.line1}
      <br />
      {address.line2 && (
        <>
          {address.line2}
          <br />
        </>
      )}
      {address.postcode} {address.city}
      <br />
      {countryName(address.country, locale)}
    </address>
  );
}
