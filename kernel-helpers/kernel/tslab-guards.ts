/** Puts the guards of `await-guards.ts` around every `await` of a cell, in the JavaScript that runs. */
import type ts from '@tslab/typescript-for-tslab';
import type { AwaitGuards } from './await-guards.js';
import { SCOPE } from './cell-names.js';
import type { TypeScript } from './tslab-load.js';

/** `await x` becomes `alive(await pausing(x))`, in functions too, and `for await (… of x)` goes through `pausingEach(x)`. */
export function guardAwaits(typescript: TypeScript): ts.TransformerFactory<ts.SourceFile> {
  const { factory } = typescript;
  const guarded = (name: keyof AwaitGuards, value: ts.Expression): ts.Expression =>
    factory.createCallExpression(
      factory.createPropertyAccessExpression(factory.createIdentifier(SCOPE.cell), name),
      undefined,
      [value],
    );
  return context => file => {
    const visit: ts.Visitor = node => {
      const visited = typescript.visitEachChild(node, visit, context);
      if (typescript.isAwaitExpression(visited)) {
        const paused = factory.updateAwaitExpression(visited, guarded('pausing', visited.expression));
        return typescript.setTextRange(guarded('alive', paused), node);
      }
      if (typescript.isForOfStatement(visited) && visited.awaitModifier) {
        const { awaitModifier, initializer, expression, statement } = visited;
        const each = guarded('pausingEach', expression);
        return factory.updateForOfStatement(visited, awaitModifier, initializer, each, statement);
      }
      return visited;
    };
    return typescript.visitEachChild(file, visit, context);
  };
}
