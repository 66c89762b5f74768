// Passkeys: each form marked data-passkey has the browser make or use one, and sends what it answers.
"use strict";
{
  const fromText = (text) =>
    Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

  const toText = (bytes) =>
    btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");

  const withBytes = (each) => ({ ...each, id: fromText(each.id) });

  async function optionsOf(form) {
    const given = form.querySelector("script[type='application/json']");
    if (given) return JSON.parse(given.textContent);
    const response = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!response.ok) throw new Error(response.statusText);
    return response.json();
  }

  async function ask({ creation_options: creation, request_options: request }) {
    const options = (creation || request).publicKey;
    const publicKey = { ...options, challenge: fromText(options.challenge) };
    if (creation) {
      publicKey.user = withBytes(options.user);
      publicKey.excludeCredentials = (options.excludeCredentials || []).map(withBytes);
      return navigator.credentials.create({ publicKey });
    }
    publicKey.allowCredentials = (options.allowCredentials || []).map(withBytes);
    return navigator.credentials.get({ publicKey });
  }

  function answer(credential) {
    const response = {};
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (credential.response[name]) response[name] = toText(credential.response[name]);
    }
    if (credential.response.getTransports) response.transports = credential.response.getTransports();
    return JSON.stringify({
      type: credential.type,
      id: credential.id,
      rawId: toText(credential.rawId),
      authenticatorAttachment: credential.authenticatorAttachment,
      response,
      clientExtensionResults: credential.getClientExtensionResults(),
    });
  }

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    if (!window.PublicKeyCredential) continue;
    form.hidden = false;
    const failed = form.querySelector("[role='alert'][hidden]");
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      failed.hidden = true;
      try {
        form.elements.credential.value = answer(await ask(await optionsOf(form)));
      } catch {
        failed.hidden = false;
        return;
      }
      form.submit();
    });
  }
}
