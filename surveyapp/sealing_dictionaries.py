"""Dictionaries that leaves are deflated with before they are sealed: alike parts cost no bytes.

A sealed leaf is compressed by itself, so that it can be destroyed by itself; what all leaves have
in common would be written anew in each. zlib names the dictionary it used by its Adler-32 in the
stream, and that is how a reader finds it here. **A dictionary is never edited and never removed**:
what was sealed with it could not be read again. Better ones are added, and become ``NEWEST``.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping

_FIRST = (
    b'"unsure","green_family","zero_waste","publicity","volunteer","cleanup","report_problem",'
    b'"tree_planting","river_care","consultation","green_village","green_unit","less_disposabl'
    b'e","own_bag","efficient_appliance","second_hand","water_device","green_label","green_tra'
    b'vel","water_saving","clean_plate","reuse","sorting","power_saving","none",{"special":"re'
    b'fused"},{"special":"dont_know"},"telephone","paper","self","2.11","2.20","3.10","2.30","'
    b'much_worse","student","agriculture","leader","unemployed","refused","none","not_confiden'
    b't","worse","professional","clerk","not_very_confident","homemaker","bachelor_plus","juni'
    b'or_college","senior_secondary","unaware","production","primary","much_better","retired",'
    b'"rural","same","service","junior_secondary","confident","better","female","dissatisfied"'
    b',"fairly_confident","male","heard","unclear","urban","yes","statutory","kish","fairly_di'
    b'ssatisfied","face_to_face","aware","satisfied","fairly_satisfied",{"answers":{"age":39,"'
    b'consent":"yes","legal_basis":"statutory","section_awareness/aware_air":"heard","section_'
    b'awareness/aware_creation":"heard","section_awareness/aware_water":"aware","section_dispo'
    b'sables/disp_bag":14,"section_disposables/disp_box":7,"section_disposables/disp_cup":5,"s'
    b'ection_disposables/disp_cutlery":4,"section_disposables/disp_delivery":4,"section_dispos'
    b'ables/disp_lodging":0,"section_disposables/disp_straw":3,"section_disposables/disp_total'
    b'":37,"section_participation/part_construction":["tree_planting","report_problem","consul'
    b'tation"],"section_participation/part_consumption":["efficient_appliance","green_label","'
    b'second_hand"],"section_participation/part_creation":["none"],"section_participation/part'
    b'_living":["sorting","power_saving","reuse"],"section_profile/district":"330402","section'
    b'_profile/education":"none","section_profile/occupation":"production","section_profile/re'
    b'sidence":"rural","section_profile/sex":"male","section_profile/years_here":12,"section_s'
    b'atisfaction/change":"much_better","section_satisfaction/confidence":"not_very_confident"'
    b',"section_satisfaction/sat_air":"dissatisfied","section_satisfaction/sat_drinking":"fair'
    b'ly_dissatisfied","section_satisfaction/sat_government":"fairly_dissatisfied","section_sa'
    b'tisfaction/sat_greenery":"fairly_satisfied","section_satisfaction/sat_noise":"fairly_sat'
    b'isfied","section_satisfaction/sat_overall":"dissatisfied","section_satisfaction/sat_wast'
    b'e":"satisfied","section_satisfaction/sat_water":"fairly_satisfied"},"salt":"","selection'
    b'":{"adults":5,"kish":"F","method":"kish"},"visits":[{"at":"2025-10-12T23:36:00Z","mode":'
    b'"face_to_face","number":1,"result":"2.24","surveyor":""},{"at":"2025-10-13T23:36:00Z","m'
    b'ode":"face_to_face","number":2,"result":"1.10","surveyor":""}]}\n{"answers":{},"contact":'
    b'{},"paradata":{"backs":0,"by_question":{"age":0.5,"consent":0.5,"header_note":0.5,"notic'
    b'e_statutory":0.5,"section_awareness/aware_air":0.5,"section_awareness/aware_creation":0.'
    b'5,"section_awareness/aware_water":0.5,"section_awareness/local_note":0.5,"section_dispos'
    b'ables/disp_bag":0.5,"section_disposables/disp_box":0.5,"section_disposables/disp_cup":0.'
    b'5,"section_disposables/disp_cutlery":0.5,"section_disposables/disp_delivery":0.5,"sectio'
    b'n_disposables/disp_lodging":0.5,"section_disposables/disp_straw":0.5,"section_disposable'
    b's/disposables_note":0.5,"section_end/closing_note":0.5,"section_end/comment":0.5,"sectio'
    b'n_participation/part_construction":0.5,"section_participation/part_consumption":0.5,"sec'
    b'tion_participation/part_creation":0.5,"section_participation/part_living":0.5,"section_p'
    b'rofile/district":0.5,"section_profile/education":0.5,"section_profile/occupation":0.5,"s'
    b'ection_profile/residence":0.5,"section_profile/sex":0.5,"section_profile/years_here":0.5'
    b',"section_satisfaction/change":0.5,"section_satisfaction/confidence":0.5,"section_satisf'
    b'action/sat_air":0.5,"section_satisfaction/sat_drinking":0.5,"section_satisfaction/sat_go'
    b'vernment":0.5,"section_satisfaction/sat_greenery":0.5,"section_satisfaction/sat_noise":0'
    b'.5,"section_satisfaction/sat_overall":0.5,"section_satisfaction/sat_waste":0.5,"section_'
    b'satisfaction/sat_water":0.5},"changes":0,"notes":{},"orders":{},"paused_seconds":0.5,"pa'
    b'uses":0,"seconds":0.5,"sittings":1},"reasons":{},"salt":""}'
)

NEWEST = _FIRST
DICTIONARIES: Mapping[int, bytes] = {zlib.adler32(one): one for one in (_FIRST,)}
