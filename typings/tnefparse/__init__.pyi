class TNEFAttachment:
    name: str
    data: bytes
    def long_filename(self) -> str: ...

class TNEF:
    ATTSUBJECT: int
    ATTFROM: int
    body: object
    htmlbody: object
    msgprops: list[object]
    attachments: list[TNEFAttachment]
    def __init__(self, data: bytes, do_checksum: bool = True) -> None: ...
