"""configs/params.yaml and --set → the typed configuration of each stage; an error names file, line, key and range."""

from __future__ import annotations

import dataclasses
import difflib
import types
import typing
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import yaml

from pipeline.engine.dag import CONFIGS
from pipeline.errors import ConfigError, UsageError
from pipeline.settings import Domain, Source

DEFAULT = Path("configs/params.yaml")
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C parser where there is one


@dataclass(frozen=True)
class Given:
    """A value as somebody wrote it, and where: `configs/params.yaml:12` or `--set`."""

    value: Any
    where: str


Sections = dict[str, dict[str, Given]]


def load_from(source: Source, sections: Iterable[str] = tuple(CONFIGS)) -> dict[str, Any]:
    """The configuration of some sections; see `load`."""
    return load(source.file, source.pairs, sections)


def load(
    path: Path | None = None, overrides: Iterable[str] = (), sections: Iterable[str] = tuple(CONFIGS)
) -> dict[str, Any]:
    """The configuration of some sections, or of every one.

    Args:
        path: a params file; None: configs/params.yaml where it exists, else the defaults.
        overrides: pairs like `topics.n_topics=5`, later ones win.
        sections: those to check and give; stages without settings may be named. A stage that runs alone does not
            import the others.

    Returns:
        Section name → its frozen dataclass.

    Raises:
        ConfigError: unknown section or key, wrong type, value out of range, or the file is not YAML.
        UsageError: the file is missing.
    """
    given: Sections = {}
    if path is not None or DEFAULT.exists():
        given = _read(path or DEFAULT)
    for pair in overrides:
        section, key, value = _override(pair)
        given.setdefault(section, {})[key] = Given(value, "--set")
    unknown = [s for s in given if s not in CONFIGS]
    if unknown:
        where = next((g.where for g in given[unknown[0]].values()), str(path or DEFAULT))
        raise ConfigError(f"unknown section '{unknown[0]}'", where=where, hint=_known(unknown[0], CONFIGS))
    return {name: _build(name, config_class(name), given.get(name, {})) for name in sections if name in CONFIGS}


def config_class(section: str) -> type[Any]:
    """The dataclass that declares a section."""
    module, name = CONFIGS[section].split(":")
    found: type[Any] = getattr(import_module(module), name)
    return found


def _read(path: Path) -> Sections:
    """Sections of a YAML file, each value with its line."""
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=LOADER)
    except OSError as error:
        hint = "give --config FILE, or leave it out to take the defaults"
        raise UsageError(f"cannot be read: {error.strerror}", where=str(path), hint=hint) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{path}:{mark.line + 1}" if mark else str(path)
        raise ConfigError(f"not YAML: {getattr(error, 'problem', error)}", where=where) from None
    if root is None:
        return {}
    return {
        name: {key: Given(_plain(node), f"{path}:{line}") for key, node, line in _pairs(section, path)}
        for name, section, _ in _pairs(root, path)
    }


def read_yaml(data: str | bytes) -> Any:
    """The values of a YAML document, by the C parser where there is one.

    Raises:
        yaml.YAMLError: it is not YAML.
    """
    return yaml.load(data, LOADER)  # noqa: S506 -- both are safe


def sections_of(path: Path) -> list[str]:
    """The sections that a params file names.

    Raises:
        ConfigError: it is not YAML.
        UsageError: it is missing.
    """
    return list(_read(path))


def _pairs(node: yaml.Node, path: Path) -> list[tuple[str, yaml.Node, int]]:
    if not isinstance(node, yaml.MappingNode):
        raise ConfigError("expected `key: value` lines", where=f"{path}:{node.start_mark.line + 1}")
    return [(str(key.value), value, key.start_mark.line + 1) for key, value in node.value]


def _plain(node: yaml.Node) -> Any:
    return yaml.constructor.SafeConstructor().construct_document(node)


def _override(pair: str) -> tuple[str, str, Any]:
    name, equals, text = pair.partition("=")
    section, dot, key = name.strip().partition(".")
    if not (equals and dot and section and key):
        raise ConfigError(
            f"'{pair}' is not SECTION.KEY=VALUE", where="--set", hint="for example --set topics.n_topics=5"
        )
    try:
        return section, key, yaml.safe_load(text)
    except yaml.YAMLError:
        return section, key, text


def _build(section: str, kind: type[Any], given: Mapping[str, Given]) -> Any:
    hints = typing.get_type_hints(kind)
    fields = {f.name: f for f in dataclasses.fields(kind)}
    for key, entry in given.items():
        if key not in fields:
            renamed = next((name for name, f in fields.items() if f.metadata["domain"].formerly == key), None)
            hint = f"it is now called '{section}.{renamed}'" if renamed else _known(key, fields)
            raise ConfigError(f"unknown key '{section}.{key}'", where=entry.where, hint=hint)
    return kind(**{key: _value(f"{section}.{key}", entry, hints[key], fields[key]) for key, entry in given.items()})


def _value(name: str, entry: Given, hint: Any, field: dataclasses.Field[Any]) -> Any:
    """What the stage gets: the value as written, or what is read from the file that it names."""
    domain: Domain = field.metadata["domain"]
    if domain.reader is not None and isinstance(entry.value, str):
        return domain.reader(_text_of(Path(entry.value), name, entry.where), entry.value)
    fault = _fault(entry.value, hint, domain)
    if fault:
        raise ConfigError(f"{name} {fault}", where=entry.where, hint=domain.meaning)
    return domain.reader(entry.value, entry.where) if domain.reader is not None else _coerced(entry.value, hint)


def _text_of(path: Path, name: str, where: str) -> str:
    """The text of a file that the configuration names, counted from the folder that the command is run in."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        hint = "the path counts from the folder that the command is run in"
        raise ConfigError(f"{name}: {path} cannot be read: {error.strerror}", where=where, hint=hint) from None
    except UnicodeDecodeError:
        raise ConfigError("not UTF-8", where=str(path), hint="save the file as UTF-8") from None


def named_files(path: Path = DEFAULT) -> dict[str, list[str]]:
    """Section → files that a params file names as values, for whoever must know when they change."""
    found: dict[str, list[str]] = {}
    for section, entries in (_read(path) if path.exists() else {}).items():
        readers = {f.name for f in dataclasses.fields(config_class(section)) if f.metadata["domain"].reader}
        found[section] = [str(e.value) for key, e in entries.items() if key in readers and isinstance(e.value, str)]
    return found


def _fault(value: Any, hint: Any, domain: Domain) -> str:
    """What is wrong with a value, in words; empty when nothing is."""
    if domain.also is not None and value == domain.also:
        return ""
    is_word = domain.also is not None and isinstance(value, str)  # "auto" is a word; no other word stands for a number
    if is_word or not any(_is(value, kind) for kind in _kinds(hint)):
        return f"must be {domain.describe()} ({_words(hint)}), got {value!r}"
    outside = isinstance(value, int | float) and not isinstance(value, bool) and not _inside(value, domain)
    if outside or (domain.choices and value not in domain.choices):
        return f"must be {domain.describe()}, got {value!r}"
    return ""


def _inside(value: float, domain: Domain) -> bool:
    return (domain.low is None or value >= domain.low) and (domain.high is None or value <= domain.high)


def _kinds(hint: Any) -> tuple[Any, ...]:
    parts = typing.get_args(hint) if isinstance(hint, types.UnionType) else (hint,)
    return tuple(typing.get_origin(part) or part for part in parts)


def _is(value: Any, kind: Any) -> bool:
    if kind is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if kind is int:
        return isinstance(value, int) and not isinstance(value, bool)
    if kind is tuple:
        return isinstance(value, list | tuple)
    return isinstance(value, kind)


def _words(hint: Any) -> str:
    names = {int: "a whole number", float: "a number", bool: "true or false", str: "text", dict: "a mapping"}
    listed = {list: "a list", tuple: "a list", type(None): "null"}
    return " or ".join((names | listed).get(kind, str(kind)) for kind in _kinds(hint))


def _coerced(value: Any, hint: Any) -> Any:
    kinds = _kinds(hint)
    if isinstance(value, list) and tuple in kinds:
        return tuple(value)
    return float(value) if isinstance(value, int) and not isinstance(value, bool) and kinds == (float,) else value


def _known(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(known), n=1)
    return (f"did you mean '{near[0]}'? " if near else "") + "known: " + ", ".join(sorted(known))
