// Node 24 strips types but knows no JSX: this lets it import the mail templates unbuilt. Import it before anything that
// imports a .tsx file, and import that dynamically, because static imports are read before the first line runs.
import fs from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";

registerHooks({
  load(url, context, next) {
    if (!url.endsWith(".tsx")) return next(url, context);
    const fileName = fileURLToPath(url);
    return { format: "module", shortCircuit: true, source: toJavaScript(fs.readFileSync(fileName, "utf8"), fileName) };
  },
});

const { default: ts } = await import("typescript");

function toJavaScript(source, fileName) {
  const { outputText } = ts.transpileModule(source, {
    fileName,
    compilerOptions: {
      jsx: ts.JsxEmit.ReactJSX,
      module: ts.ModuleKind.ESNext,
      target: ts.ScriptTarget.ES2024,
      verbatimModuleSyntax: true,
      inlineSourceMap: true,
    },
  });
  return outputText;
}
