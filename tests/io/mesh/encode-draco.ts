import { createRequire } from 'node:module';

/** Packs a mesh so that nothing changes: no quantization, vertices and triangles in their order. */
export type Pack = (vertices: Float32Array, triangles: Uint32Array) => Uint8Array;

/** What we use of Draco's encoder. */
interface EncoderModule {
  readonly MESH_SEQUENTIAL_ENCODING: number;
  readonly POSITION: number;
  readonly Encoder: new () => {
    SetEncodingMethod(method: number): void;
    SetSpeedOptions(encode: number, decode: number): void;
    EncodeMeshToDracoBuffer(mesh: object, buffer: object): number;
  };
  readonly MeshBuilder: new () => {
    AddFacesToMesh(mesh: object, count: number, corners: Uint32Array): void;
    AddFloatAttributeToMesh(
      mesh: object,
      type: number,
      count: number,
      components: number,
      values: Float32Array,
    ): number;
  };
  readonly Mesh: new () => object;
  readonly DracoInt8Array: new () => { GetValue(i: number): number };
  destroy(object: object): void;
}

/** Loads Draco's encoder. */
export async function encodeDraco(): Promise<Pack> {
  const module: EncoderModule = await createRequire(import.meta.url)('draco3d/draco_encoder_nodejs.js')();
  return (vertices, triangles) => {
    const [encoder, builder, mesh, packed] = [
      new module.Encoder(),
      new module.MeshBuilder(),
      new module.Mesh(),
      new module.DracoInt8Array(),
    ];
    builder.AddFacesToMesh(mesh, triangles.length / 3, triangles);
    builder.AddFloatAttributeToMesh(mesh, module.POSITION, vertices.length / 3, 3, vertices);
    encoder.SetEncodingMethod(module.MESH_SEQUENTIAL_ENCODING);
    const length = encoder.EncodeMeshToDracoBuffer(mesh, packed);
    const bytes = Uint8Array.from({ length }, (_, i) => packed.GetValue(i));
    for (const object of [encoder, builder, mesh, packed]) module.destroy(object);
    return bytes;
  };
}
