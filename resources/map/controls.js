/* Tools, legend, scale, attribution and hover card. All words come in as labels; data goes in as text only. */
(function () {
  "use strict";
  const { node, shapePath, icon } = window.DrentsSymbols;
  const HOVER_DELAY_MS = 300;
  const CLEAR = 14;
  const LEGEND_LEAST = { x: 360, y: 240 };
  const LEGEND_ROOMY = { x: 560, y: 360 };

  function element(tag, className, parent, text) {
    const made = document.createElement(tag);
    made.className = className;
    if (text !== undefined) {
      made.textContent = text;
    }
    if (parent) {
      parent.appendChild(made);
    }
    return made;
  }

  /* --- tools -------------------------------------------------------------------------- */

  class Tools {
    constructor(map, actions) {
      this.root = element("div", "dm-tools dm-blocks dm-card", map.getContainer());
      this.root.setAttribute("role", "toolbar");
      this.buttons = {};
      for (const [id, drawing, isToggle] of [
        ["zoom_in", "plus"], ["zoom_out", "minus"], ["whole", "whole"],
        ["layers", "layers", true], ["rings", "rings", true], ["measure", "measure", true],
        ["select_box", "box", true], ["select_lasso", "lasso", true],
      ]) {
        const button = element("button", "dm-tool dm-tool-" + id, this.root);
        button.type = "button";
        icon(drawing, 18, button);
        if (isToggle) {
          button.setAttribute("aria-pressed", "false");
        }
        button.addEventListener("click", () => actions[id]());
        this.buttons[id] = button;
      }
      L.DomEvent.disableClickPropagation(this.root);
      L.DomEvent.disableScrollPropagation(this.root);
    }
    setTexts(text) {
      this.root.setAttribute("aria-label", text("tools"));
      for (const id in this.buttons) {
        this.buttons[id].title = text("tool." + id);
        this.buttons[id].setAttribute("aria-label", text("tool." + id));
      }
    }
    press(id, isPressed) {
      this.buttons[id].setAttribute("aria-pressed", String(isPressed));
    }
    /* What only a window can answer has no button without one. */
    hide(ids) {
      ids.forEach((id) => { this.buttons[id].hidden = true; });
    }
    enable(id, isEnabled, hint) {
      this.buttons[id].disabled = !isEnabled;
      if (hint) {
        this.buttons[id].title = hint;
      }
    }
  }

  /* --- legend ------------------------------------------------------------------------- */

  function swatch(entry, parent) {
    const drawn = node("svg", { width: 22, height: 16, "aria-hidden": "true" }, parent);
    entry.draw(drawn);
    return drawn;
  }

  function legendRow(entry, list) {
    const row = element("li", "dm-legend-row", list);
    swatch(entry, row);
    element("span", "dm-legend-text", row, entry.text);
    if (entry.count !== undefined) {
      element("span", "dm-legend-count", row, entry.count);
    }
  }

  class Legend {
    constructor(map, onChange) {
      this.map = map;
      this.onChange = onChange;
      this.folded = {};
      this.root = element("section", "dm-legend dm-blocks dm-card", map.getContainer());
      this.head = element("button", "dm-legend-head", this.root);
      this.head.type = "button";
      this.title = element("span", "", this.head);
      icon("fold", 14, this.head);
      this.body = element("div", "dm-legend-body", this.root);
      this.isFolded = false;
      this.chosen = {};
      this.head.addEventListener("click", () => {
        this.isFolded = !this.isFolded;
        this.chosen[this._key(this.map.getSize())] = this.isFolded;
        this._fold();
        onChange(this.folds());
      });
      L.DomEvent.disableClickPropagation(this.root);
      L.DomEvent.disableScrollPropagation(this.root);
    }
    /* What a person folded or unfolded, to be remembered: the card and its parts. */
    folds() {
      return { ...this.folded, ...this.chosen };
    }
    remember(folds) {
      const { card, card_low: cardLow, ...parts } = folds;
      this.folded = parts;
      this.chosen = { ...(card === undefined ? {} : { card }), ...(cardLow === undefined ? {} : { card_low: cardLow }) };
      this.root.querySelectorAll(".dm-legend-part").forEach((part) => this._foldPart(part));
      this.suit(this.map.getSize());
      this._fold();
    }
    /* However many layers are on, the map keeps two thirds of its own area; the rest of the legend scrolls. */
    _limit(size) {
      this.root.style.maxHeight = "";
      const most = (size.x * size.y) / 3 / Math.max(this.root.offsetWidth, 1);
      if (this.root.offsetHeight > most) {
        this.root.style.maxHeight = Math.floor(most) + "px";
      }
      return this.root.scrollHeight > this.root.clientHeight + 1;
    }
    _foldPart(part) {
      const isFolded = this.folded[part.dataset.part] === true;
      part.querySelector("ul").hidden = isFolded;
      part.classList.toggle("dm-folded", isFolded);
      const head = part.querySelector("button");
      if (head) {
        head.setAttribute("aria-expanded", String(!isFolded));
      }
    }
    /* What is chosen on a roomy map says nothing of a narrow or low one, where the legend lies on the map itself. */
    _key(size) {
      return size.x < LEGEND_LEAST.x || size.y < LEGEND_LEAST.y ? "card_low" : "card";
    }
    /* A narrow or low map is map first: the legend waits folded, until somebody says otherwise there. */
    suit(size) {
      const key = this._key(size);
      if (this.chosen[key] !== undefined) {
        this.isFolded = this.chosen[key];
      } else {
        this.isFolded = false;
        this._fold();
        const isCut = this._limit(size);
        this.isFolded = key === "card_low" || (isCut && (size.x < LEGEND_ROOMY.x || size.y < LEGEND_ROOMY.y));
      }
      this._fold();
      this._limit(size);
    }
    /* What is ranked must be seen: the legend takes the free corner, and folds where neither is free. */
    keepClearOf(points, size, atTop) {
      if (this.root.hidden) {
        return;
      }
      this.suit(size);
      for (const top of [atTop, !atTop]) {
        this.root.classList.toggle("dm-legend-top", top);
        if (!points.some((point) => this._covers(point))) {
          return;
        }
      }
      this.root.classList.toggle("dm-legend-top", atTop);
      if (this.chosen[this._key(size)] === undefined) {
        this.isFolded = true;
        this._fold();
      }
    }
    _covers(point) {
      const { offsetLeft: left, offsetTop: top, offsetWidth: width, offsetHeight: height } = this.root;
      return point.x > left - CLEAR && point.x < left + width + CLEAR && point.y > top - CLEAR && point.y < top + height + CLEAR;
    }
    _fold() {
      this.body.hidden = this.isFolded;
      this.root.classList.toggle("dm-folded", this.isFolded);
      this.head.setAttribute("aria-expanded", String(!this.isFolded));
    }
    /* sections: [{id, title, rows: [{draw, text, count}]}]; a single one needs no head of its own. */
    show(title, sections) {
      this.title.textContent = title;
      this.body.replaceChildren();
      for (const section of sections) {
        const part = element("div", "dm-legend-part", this.body);
        part.dataset.part = sections.length > 1 ? section.id : "";
        if (sections.length > 1) {
          this._partHead(section, part);
        }
        const list = element("ul", "", part);
        for (const entry of section.rows) {
          legendRow(entry, list);
        }
      }
      this.root.hidden = !sections.length;
      this.root.querySelectorAll(".dm-legend-part").forEach((part) => this._foldPart(part));
      this.suit(this.map.getSize());
    }
    _partHead(section, part) {
      const head = element("button", "dm-legend-part-head", part);
      head.type = "button";
      element("span", "", head, section.title);
      icon("fold", 12, head);
      head.addEventListener("click", () => {
        this.folded[section.id] = !this.folded[section.id];
        this._foldPart(part);
        this.suit(this.map.getSize());
        this.onChange(this.folds());
      });
    }
  }

  const draw = {
    area: (fill, stroke, width, dash) => (svg) =>
      node("rect", { x: 2, y: 2, width: 18, height: 12, fill, stroke, "stroke-width": width, "stroke-dasharray": dash || "none" }, svg),
    shape: (shape, fill, stroke, width, radius) => (svg) =>
      node("path", { d: shapePath(shape, 11, 8, radius || 5), fill, stroke, "stroke-width": width }, svg),
    ring: (colour, dash) => draw.line(colour, 1.6, dash),
    line: (colour, width, dash) => (svg) =>
      node("path", { d: "M1 8H21", fill: "none", stroke: colour, "stroke-width": width, "stroke-dasharray": dash || "none" }, svg),
  };

  /* --- scale -------------------------------------------------------------------------- */

  class Scale {
    constructor(map) {
      this.map = map;
      this.root = element("div", "dm-scale dm-blocks", map.getContainer());
      this.texts = element("div", "dm-scale-texts", this.root);
      element("span", "", this.texts, "0");
      this.end = element("span", "", this.texts);
      this.bar = element("div", "dm-scale-bar", this.root);
      map.on("moveend resize", () => this.update());
    }
    setTexts(text, number) {
      Object.assign(this, { text, number });
      this.update();
    }
    update() {
      if (!this.text || !this.map._loaded) {
        return;
      }
      const y = this.map.getSize().y / 2;
      const metres = window.DrentsMeasure.distanceM(
        this.map.containerPointToLatLng([0, y]), this.map.containerPointToLatLng([130, y]),
      );
      const power = Math.pow(10, Math.floor(Math.log10(metres)));
      const round = [5, 2, 1].map((each) => each * power).find((each) => each <= metres) || power;
      this.bar.style.width = (130 * round) / metres + "px";
      this.end.textContent = window.DrentsMeasure.lengthText(round, this.text, this.number);
    }
  }

  /* --- hover card --------------------------------------------------------------------- */

  class HoverCard {
    constructor(map, contentAt) {
      this.map = map;
      this.root = element("div", "dm-hover dm-card", map.getContainer());
      this.root.hidden = true;
      this.timer = 0;
      const container = map.getContainer();
      container.addEventListener("mousemove", (event) => this._later(event, contentAt));
      container.addEventListener("mouseleave", () => this.hide());
      map.on("movestart zoomstart", () => this.hide());
    }
    _later(event, contentAt) {
      const home = this.map.getContainer().getBoundingClientRect();
      const point = L.point(event.clientX - home.left, event.clientY - home.top);
      const content = contentAt(point, event.target);
      this.map.getContainer().classList.toggle("dm-can-select", Boolean(content));
      if (!content || content.key !== this.key) {
        this.hide();
      }
      if (content && this.root.hidden) {
        clearTimeout(this.timer);
        this.key = content.key;
        this.timer = setTimeout(() => this.show(content, point), HOVER_DELAY_MS);
      }
    }
    show(content, point) {
      this.root.replaceChildren();
      element("div", "dm-hover-name", this.root, content.name);
      for (const line of content.lines.filter(Boolean)) {
        element("div", "dm-hover-line", this.root, line);
      }
      this.root.hidden = false;
      const size = this.map.getSize();
      const width = this.root.offsetWidth;
      const height = this.root.offsetHeight;
      const left = point.x + 16 + width > size.x ? point.x - 12 - width : point.x + 16;
      const top = point.y + 14 + height > size.y ? point.y - 10 - height : point.y + 14;
      this.root.style.left = Math.max(4, left) + "px";
      this.root.style.top = Math.max(4, top) + "px";
    }
    hide() {
      clearTimeout(this.timer);
      this.key = null;
      this.root.hidden = true;
    }
  }

  window.DrentsControls = { element, Tools, Legend, Scale, HoverCard, draw, swatch };
})();
