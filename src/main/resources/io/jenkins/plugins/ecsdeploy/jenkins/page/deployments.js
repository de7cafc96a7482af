// Keeps the cards of a running build up to date: a small request every few seconds, only while the page is visible.
// Does the same for what an input asks about. Filters the list of services by what is typed and by target.
(() => {
  const PAUSE_MILLIS = 3000;
  const ASKED_MILLIS = 5000;

  const text = (glance, selector, value) => {
    const element = glance.querySelector(selector);
    if (element && element.textContent !== value) {
      element.textContent = value;
    }
  };

  const show = (card, moment) => {
    card.querySelectorAll(".ecs-glance").forEach((glance) => {
      if (glance.dataset.service === moment.service && glance.dataset.cluster === moment.cluster) {
        text(glance, ".ecs-phase-name", moment.phase);
        text(glance, ".ecs-percent", `${moment.percent} %`);
        text(glance, ".ecs-old-tasks", moment.oldTasks);
        text(glance, ".ecs-new-tasks", moment.newTasks);
        text(glance, ".ecs-targets", moment.targets);
        const share = glance.querySelector(".ecs-share");
        if (share) {
          share.value = moment.percent;
        }
      }
    });
  };

  const reload = async (card) => {
    const answer = await fetch(`${card.dataset.url}/cards`);
    if (answer.ok) {
      card.innerHTML = await answer.text(); // rendered and escaped by the controller
    }
  };

  const poll = async (card) => {
    if (document.visibilityState !== "visible") {
      return true;
    }
    const answer = await fetch(`${card.dataset.url}/progress`, { method: "POST", headers: crumb.wrap({}) });
    if (!answer.ok) {
      return true;
    }
    const { data } = await answer.json();
    if (card.dataset.turns !== String(data.turns)) {
      card.dataset.turns = data.turns;
      await reload(card);
    }
    data.moments.forEach((moment) => show(card, moment));
    if (!data.live) {
      await reload(card);
    }
    return data.live;
  };

  const follow = (card) => {
    const next = async () => {
      let live = true;
      try {
        live = await poll(card);
      } catch {
        // the controller restarts, or the network is away: ask again
      }
      if (live) {
        setTimeout(next, PAUSE_MILLIS);
      }
    };
    setTimeout(next, PAUSE_MILLIS);
  };

  // The server renders and escapes it; while it can't be reached, what was shown last stays.
  const refresh = (asked) => {
    let shown = "";
    setInterval(async () => {
      if (document.visibilityState === "visible") {
        try {
          const answer = await fetch(asked.dataset.url);
          const html = answer.ok ? await answer.text() : shown;
          if (html !== shown) { // or a screen reader would read it again and again
            shown = html;
            asked.innerHTML = html;
          }
        } catch {
          // the controller restarts, or the network is away: ask again
        }
      }
    }, ASKED_MILLIS);
  };

  const filter = () => {
    const input = document.querySelector(".ecs-filter");
    const target = document.querySelector(".ecs-target");
    const rows = document.querySelectorAll(".ecs-filtered tbody tr");
    const none = document.querySelector(".ecs-none");
    const show = () => {
      const wanted = input.value.trim().toLowerCase();
      let shown = 0;
      rows.forEach((row) => {
        const other = target && target.value && row.dataset.target !== target.value;
        row.hidden = Boolean(other) || !row.textContent.toLowerCase().includes(wanted);
        shown += row.hidden ? 0 : 1;
      });
      none.hidden = shown > 0;
    };
    input.addEventListener("input", show);
    if (target) {
      target.addEventListener("change", show);
    }
  };

  const start = () => {
    document.querySelectorAll(".ecs-card[data-live=true]").forEach(follow);
    document.querySelectorAll(".ecs-asked").forEach(refresh);
    if (document.querySelector(".ecs-filter")) {
      filter();
    }
  };

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", start);
  } else {
    start();
  }
})();
