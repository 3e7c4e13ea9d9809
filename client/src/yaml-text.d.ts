/** A YAML file's text, put into the bundle (esbuild's loader `text`). */
declare module "*.yaml" {
  const text: string;
  export default text;
}
