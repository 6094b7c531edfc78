"""What analytics answers. Costs are in micro-dollars; days are days in the organization's time zone."""

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel

from directorate.kit.registry import Effect


class Done(BaseModel):
    """What was done in the last seven days: answers, and the share that ended well, beside the seven days before."""

    interactions: int
    finished: int
    ok_rate: float | None
    previous_interactions: int
    previous_ok_rate: float | None


class Cost(BaseModel):
    """What it cost: today against the limit, and this month. `unpriced_calls` are calls without a known price."""

    spent_micros: int
    limit_micros: int | None
    reserved_micros: int
    month_micros: int
    month_limit_micros: int | None
    unpriced_calls: int
    simulated: bool


class Happened(BaseModel):
    """What came into the world in the last seven days."""

    documents_written: int
    tasks_created: int
    tasks_open: int
    referrals: int


class Learned(BaseModel):
    """What people taught: judgements in the last seven days, and the memories that are kept."""

    feedback_up: int
    feedback_down: int
    memories: int


class Day(BaseModel):
    """One day of spend."""

    day: date
    cost_micros: int
    interactions: int


class Activity(BaseModel):
    """One line of the feed: who did it, what it cost, what came of it."""

    at: datetime
    agent_code: str
    question: str
    status: str
    effect: Effect
    tools: list[str]
    sources: int
    cost_micros: int | None
    latency_ms: int | None
    interaction_id: UUID
    session_id: UUID


class Worker(BaseModel):
    """A hired agent at this moment."""

    agent_code: str
    name: str
    icon: str
    working_now: int
    cost_today_micros: int
    last_question: str | None
    last_at: datetime | None


class Step(BaseModel):
    """One of the first steps, done or not, as the data says."""

    id: str
    label: str
    done: bool
    href: str


class DashboardStats(BaseModel):
    """Everything the dashboard shows."""

    time_zone: str
    done: Done
    cost: Cost
    happened: Happened
    learned: Learned
    spend_by_day: list[Day]
    activity: list[Activity]
    workforce: list[Worker]
    checklist: list[Step]
