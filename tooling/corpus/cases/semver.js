import semver from 'semver';

export default () => {
  return [
    semver.satisfies('1.2.3', '^1.0.0 || >=3'),
    semver.inc('1.2.3', 'prerelease', 'beta'),
    semver.coerce('v2.3').version,
  ];
};
