// The house's own rules for ESLint. `tests/laws.test.ts` plants a violation of each.

/** A rule from selectors: each names the nodes that must not be, and why. */
const forbid = (selectors) => ({
  meta: { type: "problem", schema: [] },
  create: (context) =>
    Object.fromEntries(
      Object.entries(selectors).map(([selector, message]) => [selector, (node) => context.report({ node, message })]),
    ),
});

const vague = /^(?:utils?|helpers?|misc|lib|common|shared)$/i;

/** The call `transact(…)` or `ctx.transact(…)`. */
const opensTransaction =
  "CallExpression:matches([callee.name='transact'], [callee.type='MemberExpression'][callee.property.name='transact'])";

const callerNamed = {
  meta: { type: "problem", schema: [] },
  create(context) {
    const { sourceCode } = context;
    const checked = new Set();

    /** What stands at the top of the file around a node. */
    const topOf = (node) => sourceCode.getAncestors(node)[1] ?? node;
    const names = (top) => {
      const comment = sourceCode.getCommentsBefore(top).at(-1);
      return comment?.type === "Block" && /^\*[\s\S]*@caller\s+\S/.test(comment.value);
    };
    const report = (node) =>
      context.report({
        node,
        message: "A transaction is opened in an exported function whose doc comment names who may call it: @caller …",
      });

    /** What a file keeps to itself opens a transaction for those in the file that use it. */
    function check(node) {
      const top = topOf(node);
      if (checked.has(top)) return;
      checked.add(top);
      if (top.type === "ExportNamedDeclaration") return names(top) || report(node);
      const declared =
        top.type === "VariableDeclaration"
          ? top.declarations.flatMap((each) => sourceCode.getDeclaredVariables(each))
          : sourceCode.getDeclaredVariables(top);
      const users = declared
        .flatMap(({ references }) => references.map(({ identifier }) => identifier))
        .filter((identifier) => topOf(identifier) !== top);
      if (users.length === 0) return report(node);
      for (const user of users) check(user);
    }
    return { [opensTransaction]: check };
  },
};

const fileNames = {
  meta: { type: "problem", schema: [] },
  create: (context) => ({
    Program(node) {
      const parts = context.filename.slice(context.cwd.length + 1).split(/[\\/]/);
      const bad = parts.map((part) => part.split(".")[0]).find((part) => vague.test(part));
      if (bad) context.report({ node, message: `“${bad}” says nothing: name it after what it holds.` });
    },
  }),
};

export const house = {
  rules: {
    "cache-in-one-place": forbid({
      "ImportSpecifier[imported.name='unstable_cache']": "unstable_cache lives only in app/_cache.",
      "ExpressionStatement[directive=/^use cache/]": "Cached functions live only in app/_cache, as unstable_cache.",
    }),
    "time-from-context": forbid({
      "NewExpression[callee.name='Date'][arguments.length=0]": "Time is ctx.now; expiry is the database's now().",
      "CallExpression[callee.name='Date']": "Time is ctx.now; expiry is the database's now().",
      "CallExpression[callee.object.name='Date'][callee.property.name='now']":
        "Time is ctx.now; expiry is the database's now().",
    }),
    "money-is-whole": forbid({
      "CallExpression[callee.name='parseFloat']": "Money is integer minor units: parse it as such.",
      "CallExpression[callee.object.name='Number'][callee.property.name='parseFloat']":
        "Money is integer minor units: parse it as such.",
    }),
    "no-default-export": forbid({
      ExportDefaultDeclaration: "Only Next asks for default exports: give it a name.",
      "ExportSpecifier[exported.name='default']": "Only Next asks for default exports: give it a name.",
    }),
    "environment-in-config": forbid({
      "MemberExpression[object.name='process'][property.name='env']:not(MemberExpression[property.name='NODE_ENV'] > MemberExpression)":
        "The environment is read in config/env.ts: use config().",
    }),
    "caller-is-named": callerNamed,
    "file-names-say-something": fileNames,
  },
};
