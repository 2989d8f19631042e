"""Changing a doctree by the identity of its nodes: docutils finds by equality, which mistakes one for another."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes


def replace(node: nodes.Node, by: Sequence[nodes.Node]) -> None:
    """Put nodes in the place of one."""
    at = position(node)
    node.parent[at : at + 1] = by


def insert_behind(node: nodes.Node, new: Sequence[nodes.Node]) -> None:
    """Put nodes behind another."""
    at = position(node) + 1
    node.parent[at:at] = new


def position(node: nodes.Node) -> int:
    """The place of a node among its parent's children."""
    return next(n for n, child in enumerate(node.parent.children) if child is node)
