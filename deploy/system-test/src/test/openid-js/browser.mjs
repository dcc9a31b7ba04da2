// A browser without scripts, as far as the sign-in pages can tell: it keeps cookies, follows redirects and sends the forms that it is shown.

import assert from 'node:assert/strict';

const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const plain = (html) => html.replace(/&(amp|lt|gt|quot|#39);/g, (all, name) => ENTITIES[name]);

export class Browser {
  constructor(back) {
    this.back = back;
    this.cookies = new Map();
    this.headers = {};
  }

  async open(url, options = {}) {
    let at = new URL(url);
    let request = { ...options };
    for (let hops = 0; hops < 10; hops++) {
      if (at.href.startsWith(this.back)) {
        return this.#arrived({ at, status: 0, text: '' });
      }
      const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await fetch(at, {
        ...request, redirect: 'manual', headers: { Accept: 'text/html', 'User-Agent': 'Mozilla/5.0', ...this.headers, ...request.headers, ...(cookie && { Cookie: cookie }) },
      });
      for (const line of answer.headers.getSetCookie()) {
        const [name, value] = line.split(';')[0].split(/=(.*)/s);
        if (/max-age=0/i.test(line)) this.cookies.delete(name); else this.cookies.set(name, value);
      }
      const text = await answer.text();
      const location = answer.headers.get('Location');
      if (!location) {
        return this.#arrived({ at, status: answer.status, text, headers: answer.headers });
      }
      at = new URL(location, at);
      request = {};
    }
    throw new assert.AssertionError({ message: `goes round in circles at ${at}` });
  }

  /** Sends the form of the page that is shown, with what was typed. */
  send(typed) {
    const [form, target] = this.page.text.match(/<form method="post" action="([^"]*)".*?<\/form>/s) ?? [];
    assert.ok(target, this.page.text);
    const hidden = form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g);
    const fields = new URLSearchParams([...hidden].map(([, name, value]) => [name, plain(value)]));
    for (const [name, value] of Object.entries(typed)) fields.set(name, value);
    return this.open(new URL(plain(target), this.page.at), {
      method: 'POST', body: fields, headers: { 'Sec-Fetch-Site': 'same-origin', Origin: this.page.at.origin },
    });
  }

  /** Says who is there and the password; returns the address that the application is called at. */
  async signIn(url, person, password) {
    await this.open(url);
    if (this.page.status !== 0 && this.page.text.includes('name="name"')) await this.send({ name: person });
    if (this.page.status !== 0) await this.send({ step: 'password', password });
    assert.equal(this.page.status, 0, this.page.text);
    return this.page.at;
  }

  #arrived(page) {
    this.page = page;
    return page;
  }
}
