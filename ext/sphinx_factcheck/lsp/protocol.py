"""The protocol towards clients that do not keep to it: a request that cannot be understood is answered, not dropped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pygls.exceptions import JsonRpcException, JsonRpcInvalidParams
from pygls.protocol import LanguageServerProtocol


@dataclass(frozen=True, slots=True)
class _Answered:
    """Stands for a message that is done with: it belongs to no version of the protocol, so nothing handles it."""

    jsonrpc: str = ""


class Protocol(LanguageServerProtocol):
    """The language server protocol, with InvalidParams as the answer to a request of another shape."""

    def structure_message(self, data: dict[str, Any]) -> Any:
        try:
            return super().structure_message(data)
        except JsonRpcException:
            id, method = data.get("id"), data.get("method")
            if not isinstance(method, str):
                raise
            if isinstance(id, str | int):
                wrong = JsonRpcInvalidParams(f"the parameters of {method} are not those of the protocol")
                self._send_response(id, error=wrong.to_response_error())
            return _Answered()
