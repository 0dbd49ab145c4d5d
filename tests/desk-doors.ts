import fs from "node:fs";
import path from "node:path";
import ts from "typescript";

/**
 * Every way into the back office, read from the code: pages, routes and server actions under `app/(desk)/admin`, and the
 * commands and queries of the shop that they use. What is new is found by itself, so none can be forgotten.
 */

export interface Door {
  kind: "page" | "route" | "action";
  /** Relative to the root, with forward slashes. */
  file: string;
  /** The exported function: a route's method, an action's name. */
  name: string;
}

const desk = "app/(desk)/admin";
const httpMethods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

type Fn = ts.FunctionDeclaration | ts.FunctionExpression | ts.ArrowFunction;

const parse = (file: string) =>
  ts.createSourceFile(
    file,
    fs.readFileSync(file, "utf8"),
    ts.ScriptTarget.Latest,
    true,
    file.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  );

const isFn = (node: ts.Node | undefined): node is Fn =>
  node !== undefined && (ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node) || ts.isArrowFunction(node));

const says = (statement: ts.Statement | undefined, directive: string) =>
  statement !== undefined &&
  ts.isExpressionStatement(statement) &&
  ts.isStringLiteral(statement.expression) &&
  statement.expression.text === directive;

const hasModifier = (node: ts.Node, kind: ts.SyntaxKind) =>
  ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some((modifier) => modifier.kind === kind);

/** What a file exports by name; a function where it is one here, else null. `default` is the default export. */
function exportsOf(source: ts.SourceFile): Map<string, Fn | null> {
  const local = new Map<string, Fn | null>();
  const found = new Map<string, Fn | null>();
  for (const node of source.statements) {
    const exported = hasModifier(node, ts.SyntaxKind.ExportKeyword);
    if (ts.isFunctionDeclaration(node)) {
      const name = node.name?.text ?? "default";
      local.set(name, node);
      if (exported) found.set(hasModifier(node, ts.SyntaxKind.DefaultKeyword) ? "default" : name, node);
    } else if (ts.isVariableStatement(node)) {
      for (const { name, initializer } of node.declarationList.declarations) {
        const names = ts.isIdentifier(name)
          ? [name.text]
          : name.elements.flatMap((each) =>
              ts.isBindingElement(each) && ts.isIdentifier(each.name) ? [each.name.text] : [],
            );
        for (const each of names) {
          const fn = isFn(initializer) ? initializer : null;
          local.set(each, fn);
          if (exported) found.set(each, fn);
        }
      }
    } else if (ts.isExportAssignment(node)) {
      found.set("default", isFn(node.expression) ? node.expression : null);
    }
  }
  for (const node of source.statements) {
    if (!ts.isExportDeclaration(node) || node.isTypeOnly || !node.exportClause) continue;
    if (!ts.isNamedExports(node.exportClause)) continue;
    for (const { name, propertyName, isTypeOnly } of node.exportClause.elements) {
      if (!isTypeOnly) found.set(name.text, local.get((propertyName ?? name).text) ?? null);
    }
  }
  return found;
}

const filesUnder = (folder: string): string[] =>
  fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .map((file) => path.join(folder, file))
    .sort();

/** Server actions that are written inside another function: there is no name to call them by. */
function inlineActions(source: ts.SourceFile): number {
  let found = 0;
  const visit = (node: ts.Node): void => {
    if (isFn(node) && node.body && ts.isBlock(node.body) && says(node.body.statements[0], "use server")) found++;
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

interface Found extends Door {
  fn: Fn | null;
}

function look(root: string): { doors: Found[]; inline: string[] } {
  const doors: Found[] = [];
  const inline: string[] = [];
  for (const full of filesUnder(path.join(root, desk))) {
    const file = path.relative(root, full).replaceAll(path.sep, "/");
    const source = parse(full);
    const exported = exportsOf(source);
    const add = (kind: Door["kind"], names: Iterable<string>) => {
      for (const name of names) doors.push({ kind, file, name, fn: exported.get(name) ?? null });
    };
    const base = path.basename(file);
    if (base === "page.tsx") add("page", ["default"]);
    if (base === "route.ts")
      add(
        "route",
        [...exported.keys()].filter((name) => httpMethods.has(name)),
      );
    if (says(source.statements[0], "use server")) add("action", exported.keys());
    for (let i = inlineActions(source); i > 0; i--) inline.push(file);
  }
  return { doors, inline };
}

export const findDoors = (root: string): Door[] =>
  look(root).doors.map(({ kind, file, name }) => ({ kind, file, name }));

/** Whether a function's first statement is a call of `name`, before anything else happens. */
function begins(fn: Fn, name: string): boolean {
  const first = fn.body && ts.isBlock(fn.body) ? fn.body.statements[0] : undefined;
  if (!first) return false;
  const [declared, ...more] = ts.isVariableStatement(first) ? first.declarationList.declarations : [];
  const expression = ts.isExpressionStatement(first)
    ? first.expression
    : more.length === 0
      ? declared?.initializer
      : undefined;
  const called = expression && ts.isAwaitExpression(expression) ? expression.expression : expression;
  return (
    called !== undefined &&
    ts.isCallExpression(called) &&
    ts.isIdentifier(called.expression) &&
    called.expression.text === name
  );
}

/** Doors that do not ask on their first line who comes in; and actions that hide inside other functions. */
export function findUnguarded(root: string): string[] {
  const { doors, inline } = look(root);
  return [
    ...doors.filter(({ fn }) => fn === null || !begins(fn, "requireDesk")).map(({ file, name }) => `${file} ${name}`),
    ...inline.map((file) => `${file} has an action inside another function`),
  ];
}

/** The shop's functions that the desk's code imports, each with the file of its door. */
function used(root: string): { door: string; name: string }[] {
  const found = new Map<string, { door: string; name: string }>();
  for (const file of filesUnder(path.join(root, desk))) {
    for (const node of parse(file).statements) {
      if (!ts.isImportDeclaration(node) || !ts.isStringLiteral(node.moduleSpecifier)) continue;
      const [, module] = /^@\/shop\/([a-z]+)$/.exec(node.moduleSpecifier.text) ?? [];
      const named = node.importClause?.namedBindings;
      if (!module || node.importClause?.isTypeOnly || !named || !ts.isNamedImports(named)) continue;
      const door = path.join(root, "shop", module, "index.ts");
      if (!fs.existsSync(door)) continue; // `shop/context` is no module
      for (const { name, propertyName, isTypeOnly } of named.elements) {
        const wanted = (propertyName ?? name).text;
        if (!isTypeOnly) found.set(`${door} ${wanted}`, { door, name: wanted });
      }
    }
  }
  return [...found.values()];
}

/** The file behind a module's door that has a function. */
function behind(door: string, name: string): string | null {
  for (const node of parse(door).statements) {
    if (!ts.isExportDeclaration(node) || !node.moduleSpecifier || !ts.isStringLiteral(node.moduleSpecifier)) continue;
    if (!node.exportClause || !ts.isNamedExports(node.exportClause)) continue;
    if (node.exportClause.elements.some((each) => each.name.text === name)) {
      return path.resolve(path.dirname(door), node.moduleSpecifier.text);
    }
  }
  return null;
}

const firstParameter = (fn: Fn) => fn.parameters[0]?.name.getText();

/** Whether a function asks `authorize` first, itself or by doing nothing but calling one of its file that does. */
function authorizes(source: ts.SourceFile, name: string, seen = new Set<string>()): boolean {
  if (seen.has(name)) return false;
  seen.add(name);
  const fn = functionOf(source, name);
  if (!fn?.body) return false;
  if (begins(fn, "authorize")) return true;
  // the last thing it does, where nothing before it could have reached the shop
  const { body } = fn;
  const statements = ts.isBlock(body) ? [...body.statements] : [];
  const last = ts.isBlock(body) ? statements.at(-1) : body;
  const returned = last && ts.isReturnStatement(last) ? last.expression : ts.isBlock(body) ? undefined : body;
  const quiet = statements.slice(0, -1).every((each) => !/\b(?:await|ctx)\b/.test(each.getText()));
  const call = returned && ts.isAwaitExpression(returned) ? returned.expression : returned;
  return (
    quiet &&
    call !== undefined &&
    ts.isCallExpression(call) &&
    ts.isIdentifier(call.expression) &&
    authorizes(source, call.expression.text, seen)
  );
}

function functionOf(source: ts.SourceFile, name: string): Fn | null {
  for (const node of source.statements) {
    if (ts.isFunctionDeclaration(node) && node.name?.text === name && node.body) return node;
    if (!ts.isVariableStatement(node)) continue;
    for (const each of node.declarationList.declarations) {
      if (each.name.getText() === name && isFn(each.initializer)) return each.initializer;
    }
  }
  return null;
}

/** Commands and queries that the desk uses and that do not authorize themselves on their first line. */
export function findUnauthorized(root: string): { checked: number; open: string[] } {
  let checked = 0;
  const open: string[] = [];
  for (const { door, name } of used(root)) {
    const file = behind(door, name);
    const told = `${path.relative(root, file ?? door).replaceAll(path.sep, "/")} ${name}`;
    const source = file && parse(file);
    const fn = source && functionOf(source, name);
    // what is given no context reaches nothing
    if (fn && firstParameter(fn) !== "ctx") continue;
    checked++;
    if (!source || !authorizes(source, name)) open.push(told);
  }
  return { checked, open };
}

/** Where a page or route is asked for; parameters are things that nobody has. */
export const addressOf = (file: string): string =>
  `/${path
    .dirname(file)
    .split("/")
    .slice(1)
    .filter((part) => !/^\(.*\)$/.test(part))
    .map((part) =>
      part === "[number]" ? "26-99999" : part.startsWith("[") ? "0190a000-0000-7000-8000-000000000000" : part,
    )
    .join("/")}`;
