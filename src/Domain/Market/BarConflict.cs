namespace ServerlessTraining.Domain.Market;

/// <summary>Two bars of one time with different values.</summary>
public readonly record struct BarConflict(Bar Existing, Bar Incoming);
