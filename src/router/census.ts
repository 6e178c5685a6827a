/** How many there are of something, in all and of each party. */
export class Census {
  all = 0;
  private readonly byParty = new Map<string, number>();

  of(party: string): number {
    return this.byParty.get(party) ?? 0;
  }

  add(party: string): void {
    this.all++;
    this.byParty.set(party, this.of(party) + 1);
  }

  remove(party: string): void {
    this.all--;
    const left = this.of(party) - 1;
    if (left > 0) this.byParty.set(party, left);
    else this.byParty.delete(party);
  }
}
