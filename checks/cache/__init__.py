"""What an earlier check of the same archive by the same code saw and said, so that only what changed is done again.

    DIR/cache/<id>/pages      pages as they were read, by a digest of the visit
    DIR/cache/<id>/judged     what was said of the target, by rule, with the edition of each rule

It decides nothing: whatever is missing here, is damaged, or was made by other code, is read and judged anew. The folder
may be deleted at any time. Written with msgspec, typed, so that a file of somebody else's can be wrong but not run.
"""
