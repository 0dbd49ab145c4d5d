/** Paper, Lamp or the device's choice. public/theme.js makes it work; without scripts it is not shown. */
export function ThemeSwitch({ words }: { words: { label: string; paper: string; lamp: string; device: string } }) {
  const choices = [
    ["light", words.paper],
    ["dark", words.lamp],
    ["", words.device],
  ] as const;
  return (
    <fieldset className="seg seg--theme">
      <legend className="vh">{words.label}</legend>
      {choices.map(([value, name]) => (
        <label key={value}>
          <input type="radio" name="theme" value={value} defaultChecked={value === ""} />
          {name}
        </label>
      ))}
    </fieldset>
  );
}
