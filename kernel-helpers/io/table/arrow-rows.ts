import { DataType, type Field, type Message, type Schema } from 'apache-arrow';

/** The little of an Arrow record batch's metadata that row counts need; nodes run depth first over the fields. */
interface BatchMetadata {
  readonly length: number;
  readonly nodes: readonly { readonly length: number }[];
}

/**
 * The first column of a record or dictionary batch whose row count is not the batch's, or `undefined` when all agree.
 * apache-arrow fills short columns up with nulls, so that a damaged count would pass for missing data. O(fields).
 */
export function rowCountProblem(message: Message, schema: Schema | undefined): string | undefined {
  if (message.isDictionaryBatch()) {
    const batch = message.header().data as BatchMetadata;
    return countProblem('dictionary', batch.nodes[0], batch);
  }
  if (!message.isRecordBatch() || schema === undefined) return undefined;
  const batch = message.header() as BatchMetadata;
  let node = 0;
  for (const field of schema.fields) {
    const problem = countProblem(`column ${field.name}`, batch.nodes[node], batch);
    if (problem) return problem;
    node += nodeCount(field);
  }
  return undefined;
}

function countProblem(what: string, node: { length: number } | undefined, batch: BatchMetadata): string | undefined {
  // lengths are int64: apache-arrow gives numbers here, or bigints where they came so
  const received = node === undefined ? 'no' : String(node.length);
  return received === String(batch.length) ? undefined : `${what} with ${received} rows in a batch of ${batch.length}`;
}

function nodeCount(field: Field): number {
  if (DataType.isDictionary(field.type)) return 1; // its values come in a batch of their own
  const children: readonly Field[] = field.type.children ?? [];
  return children.reduce((sum, child) => sum + nodeCount(child), 1);
}
