// Comfort only: every page works without it.
(function () {
  "use strict";
  document.documentElement.classList.add("js");

  // One step per click.
  document.querySelectorAll("form").forEach(function (form) {
    form.addEventListener("submit", function (event) {
      if (form.dataset.sent) {
        event.preventDefault();
        return;
      }
      if (form.dataset.passkey || form.dataset.create) {
        return;
      }
      form.dataset.sent = "yes";
      form.querySelectorAll("button").forEach(function (button) {
        button.setAttribute("aria-disabled", "true");
      });
    });
  });
  // Back from the next page: the browser may show this one as it was.
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) {
      location.reload();
    }
  });

  document.querySelectorAll("[data-again]").forEach(function (page) {
    setTimeout(function () {
      location.reload();
    }, page.dataset.again * 1000);
  });

  document.querySelectorAll("[data-copy],[data-copy-text]").forEach(function (button) {
    var before = button.textContent;
    button.addEventListener("click", function () {
      var text = button.dataset.copyText || lines(document.getElementById(button.dataset.copy));
      navigator.clipboard.writeText(text).then(function () {
        button.textContent = button.dataset.done;
        setTimeout(function () {
          button.textContent = before;
        }, 2500);
      });
    });
  });
  function lines(list) {
    var rows = Array.from(list.children, function (row) {
      return Array.from(row.children, function (each) {
        return each.textContent;
      }).join(": ") || row.textContent;
    });
    return rows.join("\n");
  }

  // What stands behind the # of a link never leaves the browser by itself; the form takes it from there, in every language.
  document.querySelectorAll("[data-from-link]").forEach(function (part) {
    if (location.hash.indexOf("=") > 0) {
      part.querySelector("input").value = location.hash;
      part.hidden = true;
      document.querySelectorAll(".languages a").forEach(function (link) {
        link.hash = location.hash;
      });
    }
  });

  document.querySelectorAll("[data-print]").forEach(function (button) {
    button.addEventListener("click", function () {
      print();
    });
  });

  document.querySelectorAll("[data-show]").forEach(function (button) {
    var field = document.getElementById(button.dataset.show);
    var show = button.textContent;
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", function () {
      var shown = field.type === "text";
      field.type = shown ? "password" : "text";
      button.textContent = shown ? show : button.dataset.hide;
      button.setAttribute("aria-pressed", String(!shown));
      field.focus();
    });
    field.form.addEventListener("submit", function () {
      field.type = "password";
    });
  });

  var measured = document.querySelector("[data-strength]");
  if (measured) {
    var meter = document.getElementById("strength");
    var waiting;
    measured.addEventListener("input", function () {
      clearTimeout(waiting);
      waiting = setTimeout(measure, 300);
    });
  }
  function measure() {
    var typed = measured.value;
    if (!typed) {
      meter.hidden = true;
      return;
    }
    fetch(measured.dataset.strength, {
      method: "POST",
      body: new URLSearchParams({ continuation: measured.form.elements.continuation.value, password: typed }),
    })
      .then(function (answer) {
        return answer.ok ? answer.json() : Promise.reject(new Error());
      })
      .then(function (found) {
        if (measured.value !== typed) {
          return;
        }
        meter.hidden = false;
        meter.dataset.score = found.score;
        meter.querySelector(".word").textContent = [meter.dataset[found.score]].concat(found.reasons).join(" · ");
      })
      .catch(function () {
        meter.hidden = true;
      });
  }

  var passkeys = window.PublicKeyCredential && PublicKeyCredential.parseRequestOptionsFromJSON;
  document.querySelectorAll("[data-needs=passkey]").forEach(function (each) {
    each.hidden = !passkeys;
  });
  function withPasskey(form, ask) {
    if (!passkeys) {
      form.hidden = true;
      return;
    }
    var problem = form.querySelector(".problem");
    function begin() {
      // The browser asks one thing at a time.
      if (form.dataset.asking) {
        return;
      }
      form.dataset.asking = "yes";
      problem.hidden = true;
      ask().then(
        function (credential) {
          form.elements.credential.value = JSON.stringify(credential.toJSON());
          form.submit();
        },
        function () {
          delete form.dataset.asking;
          problem.hidden = false;
        }
      );
    }
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      begin();
    });
    if (form.dataset.ask) {
      begin();
    }
  }
  document.querySelectorAll("form[data-passkey]").forEach(function (form) {
    withPasskey(form, function () {
      var options = PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse(form.dataset.passkey));
      return navigator.credentials.get({ publicKey: options });
    });
  });
  document.querySelectorAll("form[data-create]").forEach(function (form) {
    withPasskey(form, function () {
      var options = PublicKeyCredential.parseCreationOptionsFromJSON(JSON.parse(form.dataset.create));
      return navigator.credentials.create({ publicKey: options });
    });
  });
})();
