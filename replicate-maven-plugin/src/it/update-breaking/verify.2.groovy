context.api.close()
assert !context.pin.text.contains('"seed"')
assert context.pin.text.contains('3333333333')

return true
