{
  family: 'web',
}
