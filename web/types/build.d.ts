/** Address of the audio worklet, given by build.sh because its name carries a hash. */
declare const CAPTURE_WORKLET_URL: string;

declare module "*.css";
