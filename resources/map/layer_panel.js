/* The layers of the map: which are shown, in which order and how strong, each with its part of the legend. */
(function () {
  "use strict";
  const { icon } = window.DrentsSymbols;
  const { element, swatch } = window.DrentsControls;

  /* From above to below, as they lie when nobody chose otherwise. */
  const ORDER = ["match", "rings", "plan_zones", "plots", "hubs", "junctions", "rail_terminals", "quays", "premises", "parks", "nature", "roads", "municipalities", "places", "water"];
  /* What is shown on the sites themselves, and so has no place of its own. */
  const ON_SITES = ["hard", "soft", "excluded", "grid_demand", "grid_generation"];
  /* These wait until somebody asks for them. */
  const OFF = new Set(["hubs", "junctions", "rail_terminals", "quays", "nature", "plan_zones", "grid_demand", "grid_generation"]);
  const PANES = {
    match: ["match"], rings: ["rings"], plots: ["plots"], premises: ["premises"], parks: ["sites"],
    roads: ["base_road_casing", "base_road"], municipalities: ["base_municipality"], places: ["base_settlement"],
    water: ["base_water_area", "base_water_line"],
  };
  /* Under what is measured and drawn, over the bare ground. */
  const TOP = 590;
  const STEP = 10;
  const LAND = 205;
  const LEAST_OPACITY = 10;

  class LayerPanel {
    /* told: { text, number, show(id, isShown), changed(choice), live(words), filled(), ground(opacity) } */
    constructor(map, told) {
      Object.assign(this, { map, told, choice: { order: [], shown: {}, opacity: {} }, rows: new Map() });
      this.root = element("section", "dm-layers dm-blocks dm-card", map.getContainer());
      this.root.hidden = true;
      this.head = element("div", "dm-layers-head", this.root);
      this.title = element("span", "", this.head);
      this.reset = element("button", "dm-layers-reset", this.head);
      this.reset.type = "button";
      this.reset.addEventListener("click", () => this._choose({ order: [], shown: {}, opacity: {} }));
      this.list = element("ul", "dm-layers-list", this.root);
      this.onSites = element("div", "dm-layers-sites", this.root);
      this.onSites.setAttribute("role", "group");
      L.DomEvent.disableClickPropagation(this.root);
      L.DomEvent.disableScrollPropagation(this.root);
    }

    isOpen() {
      return !this.root.hidden;
    }

    /* --- what is chosen ----------------------------------------------------------------- */

    order() {
      const chosen = this.choice.order.filter((id) => ORDER.includes(id));
      /* A layer that came later stands where it would stand by itself: under the one that it follows. */
      return ORDER.reduce((order, id, at) => {
        if (order.includes(id)) {
          return order;
        }
        const after = order.indexOf(ORDER[at - 1]);
        return [...order.slice(0, after + 1), id, ...order.slice(after + 1)];
      }, chosen);
    }

    isShown(id) {
      const chosen = this.choice.shown[id];
      return chosen === undefined ? !OFF.has(id) : chosen;
    }

    opacity(id) {
      return this.choice.opacity[id] || 100;
    }

    /* Takes over what was chosen earlier, without telling it back. */
    remember(choice) {
      const before = [...ORDER, ...ON_SITES].map((id) => [id, this.isShown(id)]);
      const orderBefore = this.order().join();
      this.choice = choice;
      for (const [id, wasShown] of before) {
        if (this.isShown(id) !== wasShown) {
          this.told.show(id, this.isShown(id));
        }
      }
      this._apply();
      if (this.order().join() === orderBefore) {
        this._sync();
      } else {
        this._fill();
      }
    }

    /* Somebody showed or hid a layer, here or with another tool. */
    set(id, isShown) {
      const shown = { ...this.choice.shown, [id]: isShown };
      if (isShown && id.startsWith("grid_")) {
        shown[id === "grid_demand" ? "grid_generation" : "grid_demand"] = false;
      }
      for (const each of Object.keys(shown)) {
        if (shown[each] === !OFF.has(each)) {
          delete shown[each];
        }
      }
      this._choose({ ...this.choice, shown });
    }

    _choose(choice) {
      this.remember(choice);
      this.told.changed(this.choice);
    }

    /* Which layers are on is for the layers themselves; where they lie and how strong is for their panes. */
    _apply() {
      this.map.getPane("base_land").style.zIndex = LAND;
      this.order().forEach((id, at) => {
        for (const name of PANES[id] || ["around_" + id]) {
          const { style } = this.map.getPane(name);
          style.zIndex = TOP - STEP * at + (name.endsWith("_line") || name === "base_road" ? 1 : 0);
          /* Without a value no layer of its own has to be blended. */
          style.opacity = this.opacity(id) === 100 ? "" : this.opacity(id) / 100;
        }
      });
      this.told.ground(this.opacity("background"));
      this.map.getPane("base_province").style.zIndex = Number(this.map.getPane("base_municipality").style.zIndex) + 1;
    }

    /* --- what is seen --------------------------------------------------------------------- */

    setTexts() {
      const { text } = this.told;
      this.root.setAttribute("aria-label", text("tool.layers"));
      this.title.textContent = text("tool.layers");
      this.reset.textContent = text("layers.reset");
      this.reset.title = text("layers.reset_hint");
      this._fill();
    }

    _fill() {
      const focused = this.root.contains(document.activeElement) ? document.activeElement.dataset.key : null;
      this.rows.clear();
      this.list.replaceChildren(...this.order().map((id) => this._row(id)));
      const title = element("div", "dm-layers-part", null, this.told.text("layers.on_sites"));
      this.onSites.setAttribute("aria-label", title.textContent);
      this.onSites.replaceChildren(title, ...ON_SITES.map((id) => this._check(id, null)));
      this.told.filled();
      if (focused) {
        this._focus(focused);
      }
    }

    /* What is ticked and how strong, in the rows that are there. */
    _sync() {
      for (const id of [...ORDER, ...ON_SITES]) {
        const box = this._control("show-" + id);
        if (box) {
          box.checked = this.isShown(id);
        }
      }
      for (const [id, { slider, tell }] of this.rows) {
        slider.value = this.opacity(id);
        slider.disabled = !this.isShown(id);
        tell();
      }
      this.told.filled();
    }

    _control(key) {
      return this.root.querySelector('[data-key="' + key + '"]');
    }

    _focus(key) {
      const found = this._control(key);
      if (found) {
        found.focus();
      }
    }

    _row(id) {
      const row = element("li", "dm-layer");
      row.dataset.layer = id;
      const line = element("div", "dm-layer-line", row);
      this._grip(id, line);
      this._check(id, line);
      const sample = element("span", "dm-layer-sample", line);
      this.rows.set(id, { row, sample, ...this._slider(id, line), legend: element("ul", "dm-layer-legend", row) });
      return row;
    }

    _check(id, parent) {
      const row = element("label", "dm-layers-row", parent);
      const box = element("input", "", row);
      box.type = "checkbox";
      box.checked = this.isShown(id);
      box.dataset.key = "show-" + id;
      box.addEventListener("change", () => this.set(id, box.checked));
      element("span", "dm-layer-name", row, this.told.text("layer." + id));
      return row;
    }

    _grip(id, parent) {
      const grip = element("button", "dm-layer-grip", parent);
      grip.type = "button";
      grip.dataset.key = "move-" + id;
      grip.title = this.told.text("layers.move").replace("{layer}", () => this.told.text("layer." + id));
      grip.setAttribute("aria-label", grip.title);
      icon("grip", 16, grip);
      grip.addEventListener("keydown", (event) => this._step(event, id));
      grip.addEventListener("pointerdown", (event) => this._grab(event, id, grip));
    }

    /* Of what lies under all layers, and so has no place in their order. */
    sliderOf(id, parent) {
      return this._slider(id, parent);
    }

    _slider(id, parent) {
      const slider = element("input", "dm-layer-opacity", parent);
      slider.type = "range";
      Object.assign(slider, { min: LEAST_OPACITY, max: 100, step: LEAST_OPACITY, value: this.opacity(id) });
      slider.dataset.key = "opacity-" + id;
      slider.disabled = !this.isShown(id);
      slider.setAttribute("aria-label", this.told.text("layers.opacity").replace("{layer}", () => this.told.text("layer." + id)));
      const percent = element("span", "dm-layer-percent", parent);
      const tell = () => {
        percent.textContent = this.told.text("layers.percent").replace("{value}", () => this.told.number(slider.value, 0));
        slider.title = slider.getAttribute("aria-label") + ": " + percent.textContent;
        slider.setAttribute("aria-valuetext", percent.textContent);
      };
      tell();
      slider.addEventListener("input", () => {
        this._setOpacity(id, Number(slider.value));
        tell();
      });
      slider.addEventListener("change", () => this.told.changed(this.choice));
      return { slider, tell };
    }

    _setOpacity(id, percent) {
      const { [id]: before, ...rest } = this.choice.opacity;
      this.choice = { ...this.choice, opacity: percent === 100 ? rest : { ...rest, [id]: percent } };
      this._apply();
    }

    /* The legend of every layer beside it: one sample at the name, several below it. */
    tellLegends(rowsOf) {
      if (!this.isOpen()) {
        return;
      }
      for (const [id, { sample, legend }] of this.rows) {
        const entries = this.isShown(id) ? rowsOf(id) : [];
        sample.replaceChildren();
        legend.replaceChildren();
        if (entries.length === 1) {
          swatch(entries[0], sample);
        }
        for (const entry of entries.length > 1 ? entries : []) {
          const row = element("li", "dm-layer-class", legend);
          swatch(entry, row);
          element("span", "", row, entry.text);
          element("span", "dm-legend-count", row, entry.count);
        }
      }
    }

    /* --- the order -------------------------------------------------------------------------- */

    _step(event, id) {
      const step = { ArrowUp: -1, ArrowDown: 1, Home: -ORDER.length, End: ORDER.length }[event.key];
      if (step) {
        this._moveTo(id, this.order().indexOf(id) + step);
        event.preventDefault();
        event.stopPropagation();
      }
    }

    _moveTo(id, place) {
      const order = this.order();
      const others = order.filter((each) => each !== id);
      const at = Math.max(0, Math.min(others.length, place));
      if (order.indexOf(id) === at) {
        return;
      }
      others.splice(at, 0, id);
      this._choose({ ...this.choice, order: others.join() === ORDER.join() ? [] : others });
      const { text, number } = this.told;
      this.told.live(text("layers.moved").replace("{layer}", () => text("layer." + id)).replace("{place}", () => number(at + 1, 0)).replace("{count}", () => number(order.length, 0)));
    }

    /* The row follows the pointer; it takes its place where it is let go. */
    _grab(event, id, grip) {
      if (event.button !== 0) {
        return;
      }
      const { row } = this.rows.get(id);
      const others = this.order().filter((each) => each !== id);
      const middle = (each) => {
        const box = this.rows.get(each).row.getBoundingClientRect();
        return (box.top + box.bottom) / 2;
      };
      let place = this.order().indexOf(id);
      grip.setPointerCapture(event.pointerId);
      row.classList.add("dm-layer-dragged");
      const pull = (move) => {
        place = others.filter((each) => middle(each) < move.clientY).length;
        others.forEach((each, at) => this.rows.get(each).row.classList.toggle("dm-layer-before", at === place));
        this.list.classList.toggle("dm-layers-last", place === others.length);
        row.style.transform = "translateY(" + (move.clientY - event.clientY) + "px)";
      };
      const release = (isKept) => {
        grip.removeEventListener("pointermove", pull);
        this.list.classList.remove("dm-layers-last");
        this.list.querySelectorAll(".dm-layer").forEach((each) => each.classList.remove("dm-layer-before", "dm-layer-dragged"));
        row.style.transform = "";
        if (isKept) {
          this._moveTo(id, place);
        }
        this._focus("move-" + id);
      };
      grip.addEventListener("pointermove", pull);
      grip.addEventListener("pointerup", () => release(true), { once: true });
      grip.addEventListener("pointercancel", () => release(false), { once: true });
    }
  }

  window.DrentsLayers = { LayerPanel };
})();
