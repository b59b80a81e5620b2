// @ts-check
/**
 * Where uploads are on the server, kept in this browser so that they go on after a reload. Only the address and the
 * size; wiped with everything else that begins with "outbox:" when somebody signs out.
 */
import { remember, remembered } from "../remembered.js";

const PREFIX = "outbox:upload:";

/** What tus-js-client asks for as its `urlStorage`. */
export class UploadPlaces {
  async findAllUploads() {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).flatMap(kept);
  }

  /** @param {string} fingerprint */
  async findUploadsByFingerprint(fingerprint) {
    return kept(PREFIX + fingerprint);
  }

  /** @param {string} key */
  async removeUpload(key) {
    remember(key, "");
  }

  /** @param {string} fingerprint @param {any} upload */
  async addUpload(fingerprint, upload) {
    const key = PREFIX + fingerprint;
    const { size, uploadUrl, creationTime } = upload;
    remember(key, JSON.stringify({ size, uploadUrl, creationTime, metadata: {} }));
    return key;
  }
}

/** @param {string} key */
function kept(key) {
  const told = remembered(key);
  return told ? [{ ...JSON.parse(told), urlStorageKey: key, parallelUploadUrls: null }] : [];
}

/** The same file of the same person; told by nothing of its content, as that would have to be read first.
 * @param {string} person @param {File} file */
export function fingerprintOf(person, file) {
  return [person, file.name, file.size, file.lastModified].join("/");
}
