"""Terms of prison, times spent in custody and ages: where a letter tells them."""
