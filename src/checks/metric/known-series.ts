import { knownSeries as allKnown, type KnownSeries } from '../../stack/known-series';

/**
 * What a series of the catalogue is, by its name: that of a gauge or counter, or of a part of a histogram. Where several
 * engines use one name, they mean the same by it.
 */
export function knownSeries(name: string | undefined): KnownSeries | undefined {
  return name === undefined ? undefined : allKnown(name)[0];
}
